package org.example.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Date;

/** Sends by Jakarta Mail. */
public final class JakartaMailer implements Mailer {

    private final Session session;

    public JakartaMailer(Session session) {
        this.session = session;
    }

    @Override
    public void send(Letter letter) throws MailFailure {
        try {
            Transport.send(message(letter));
        } catch (MessagingException e) {
            throw new MailFailure(e);
        }
    }

    private MimeMessage message(Letter letter) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(Letter.SENDER);
        message.setRecipients(RecipientType.TO, letter.recipient());
        message.setSubject(letter.subject(), "UTF-8");
        message.setSentDate(new Date());
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.text(), "UTF-8");
        MimeMultipart parts = new MimeMultipart(text);
        if (letter.enclosure().isPresent()) {
            parts.addBodyPart(file(letter.enclosure().get()));
        }
        message.setContent(parts);
        return message;
    }

    private static MimeBodyPart file(Letter.Enclosure enclosure) throws MessagingException {
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new DataHandler(new ByteArrayDataSource(enclosure.octets(), enclosure.type())));
        file.setFileName(enclosure.name());
        return file;
    }
}
