package org.fakesmtp.junit;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Stands for the software under test: it sends mail, and tries a second time where that fails. */
final class Mailer {

    private final Supplier<Session> session;
    private final Map<String, String> fields = new HashMap<>();

    Mailer(FakeSmtp smtp) {
        this.session = () -> Session.getInstance(smtp.properties());
    }

    /** Puts a header field into each message. */
    Mailer marked(String name, String value) {
        fields.put(name, value);
        return this;
    }

    void send(String recipient, String subject) {
        try {
            try {
                attempt(recipient, subject);
            } catch (MessagingException e) {
                attempt(recipient, subject);
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void attempt(String recipient, String subject) throws MessagingException {
        MimeMessage message = new MimeMessage(session.get());
        message.setFrom("ann@example.test");
        message.setRecipients(RecipientType.TO, recipient);
        message.setSubject(subject);
        message.setText("Good day.");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            message.setHeader(field.getKey(), field.getValue());
        }
        Transport.send(message);
    }
}
