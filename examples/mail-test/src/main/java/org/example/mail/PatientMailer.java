package org.example.mail;

/** Tries again, a few times, where a letter could not be sent and a further attempt may help. */
public final class PatientMailer implements Mailer {

    private static final int ATTEMPTS = 3;

    private final Mailer mailer;

    public PatientMailer(Mailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public void send(Letter letter) throws MailFailure {
        for (int attempt = 1; ; attempt++) {
            try {
                mailer.send(letter);
                return;
            } catch (MailFailure e) {
                if (!e.isSoft() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
