package org.example.mail;

/** Sends letters, by whatever library. */
public interface Mailer {

    void send(Letter letter) throws MailFailure;
}
