package org.example.mail;

import org.fakesmtp.junit.FakeSmtp;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Spring Boot makes its sender from properties that name the server. */
@SpringBootTest(classes = MailApplication.class)
@DirtiesContext
class SpringMailerTest extends MailerContract {

    @RegisterExtension
    static FakeSmtp smtp = FakeSmtp.onFreePort();

    @Autowired
    private SpringMailer mailer;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", smtp::host);
        registry.add("spring.mail.port", smtp::port);
    }

    @Override
    FakeSmtp smtp() {
        return smtp;
    }

    @Override
    Mailer mailer() {
        return mailer;
    }
}
