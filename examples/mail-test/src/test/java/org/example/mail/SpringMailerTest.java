package org.example.mail;

import org.fakesmtp.junit.FakeSmtp;
import org.springframework.beans.factory.annotation.Autowired;

/** Spring Boot makes its sender from properties that name the server. */
class SpringMailerTest extends MailerContract implements SpringMail {

    @Autowired
    private SpringMailer mailer;

    @Override
    FakeSmtp smtp() {
        return SMTP;
    }

    @Override
    Mailer mailer() {
        return mailer;
    }
}
