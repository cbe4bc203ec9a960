package org.example.mail;

import org.fakesmtp.junit.FakeSmtp;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** All classes that have this share one context, which Spring keeps, and one server, which lives as long as the JVM. */
@SpringBootTest(classes = MailApplication.class)
interface SpringMail {

    @RegisterExtension
    FakeSmtp SMTP = FakeSmtp.perJvm();

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", SMTP::host);
        registry.add("spring.mail.port", SMTP::port);
    }
}
