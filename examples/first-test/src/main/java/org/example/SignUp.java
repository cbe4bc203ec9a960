package org.example;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** Stands for the software under test: it sends mail. */
final class SignUp {

    private final Session session;

    SignUp(int port) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "localhost");
        properties.setProperty("mail.smtp.port", String.valueOf(port));
        session = Session.getInstance(properties);
    }

    void welcome(String address) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom("sign-up@example.org");
        message.setRecipients(RecipientType.TO, address);
        message.setSubject("Welcome");
        message.setText("We are glad that you came.");
        Transport.send(message);
    }
}
