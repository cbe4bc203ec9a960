package org.example.mail;

import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** A letter could not be sent. */
public final class MailFailure extends Exception {

    private static final long serialVersionUID = 1;

    public MailFailure(Throwable cause) {
        super(cause);
    }

    /** Whether it may go better the next time: no server has said a definite no. */
    public boolean isSoft() {
        return Stream.iterate(getCause(), cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> code(cause).stream())
                .allMatch(code -> code < 500);
    }

    private static Optional<Integer> code(Throwable cause) {
        if (cause instanceof SMTPAddressFailedException refused) {
            return Optional.of(refused.getReturnCode());
        }
        return cause instanceof SMTPSendFailedException failed
                ? Optional.of(failed.getReturnCode())
                : Optional.empty();
    }
}
