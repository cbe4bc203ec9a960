package org.example.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Sends by Spring. */
@Component
public class SpringMailer implements Mailer {

    private final JavaMailSender sender;

    public SpringMailer(JavaMailSender sender) {
        this.sender = sender;
    }

    @Override
    public void send(Letter letter) throws MailFailure {
        try {
            sender.send(message(letter));
        } catch (MailSendException e) {
            throw new MailFailure(e.getMessageExceptions().length == 0 ? e : e.getMessageExceptions()[0]);
        } catch (MessagingException | MailException e) {
            throw new MailFailure(e);
        }
    }

    private MimeMessage message(Letter letter) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper parts = new MimeMessageHelper(message, true, "UTF-8");
        parts.setFrom(Letter.SENDER);
        parts.setTo(letter.recipient());
        parts.setSubject(letter.subject());
        parts.setText(letter.text());
        if (letter.enclosure().isPresent()) {
            Letter.Enclosure file = letter.enclosure().get();
            parts.addAttachment(file.name(), new ByteArrayResource(file.octets()), file.type());
        }
        return message;
    }
}
