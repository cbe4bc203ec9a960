package org.example.mail;

import org.simplejavamail.MailException;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.email.EmailBuilder;

/** Sends by simple-java-mail. */
public final class SimpleMailer implements Mailer {

    private final org.simplejavamail.api.mailer.Mailer mailer;

    public SimpleMailer(org.simplejavamail.api.mailer.Mailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public void send(Letter letter) throws MailFailure {
        EmailPopulatingBuilder email = EmailBuilder.startingBlank()
                .from(Letter.SENDER)
                .to(letter.recipient())
                .withSubject(letter.subject())
                .withPlainText(letter.text());
        letter.enclosure().ifPresent(file -> email.withAttachment(file.name(), file.octets(), file.type()));
        try {
            mailer.sendMail(email.buildEmail());
        } catch (MailException e) {
            throw new MailFailure(e);
        }
    }
}
