package org.fakesmtp.protocol;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.mail.Stage;

/** The command that is being served, or another stage of the dialogue, and what it has brought that rules may ask about. */
final class Served {

    final Stage stage;
    final String argument;
    Optional<ReversePath> sender = Optional.empty();
    Optional<Recipient> recipient = Optional.empty();

    /** The parameters of MAIL. */
    Map<String, String> parameters = Map.of();

    /** The size that MAIL declares for the message to come (RFC 1870). */
    Optional<Long> declaredSize = Optional.empty();

    /** When the message ended; only at its end. */
    Optional<Instant> received = Optional.empty();

    /** The message, once somebody has asked for it. */
    Optional<Message> message = Optional.empty();

    Served(Stage stage, String argument) {
        this.stage = stage;
        this.argument = argument;
    }
}
