package org.example.mail;

import jakarta.mail.Session;
import org.fakesmtp.junit.FakeSmtp;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jakarta Mail has a session with the properties that the server offers. One server serves the class. */
class JakartaMailerTest extends MailerContract {

    @RegisterExtension
    static FakeSmtp smtp = FakeSmtp.onFreePort();

    @Override
    FakeSmtp smtp() {
        return smtp;
    }

    @Override
    Mailer mailer() {
        return new JakartaMailer(Session.getInstance(smtp.properties()));
    }
}
