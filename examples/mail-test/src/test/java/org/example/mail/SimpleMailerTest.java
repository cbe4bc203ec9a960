package org.example.mail;

import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.junit.WithFakeSmtp;
import org.junit.jupiter.api.BeforeEach;
import org.simplejavamail.mailer.MailerBuilder;

/** simple-java-mail is given host and port. Each test has a server of its own, and is handed it. */
@WithFakeSmtp(perTest = true)
class SimpleMailerTest extends MailerContract {

    private FakeSmtp smtp;

    @BeforeEach
    void take(FakeSmtp server) {
        smtp = server;
    }

    @Override
    FakeSmtp smtp() {
        return smtp;
    }

    @Override
    Mailer mailer() {
        return new SimpleMailer(
                MailerBuilder.withSMTPServer(smtp.host(), smtp.port()).buildMailer());
    }
}
