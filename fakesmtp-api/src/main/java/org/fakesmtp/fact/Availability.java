package org.fakesmtp.fact;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.mail.Stage;

/** The stages at which a fact is known. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are copies
public enum Availability {
    /** At every stage. */
    ALWAYS("at every stage", Set.of()),
    /** At every stage but TLS. */
    AFTER_HANDSHAKE("at every stage but TLS", Set.of("TLS")),
    /** At a command. */
    AT_COMMANDS("at a command", Set.of("CONNECT", "TLS", "CREDENTIALS", "CONTENT", "MESSAGE", "IDLE")),
    /** From HELO or EHLO on. */
    FROM_GREETING("from HELO or EHLO on", Set.of("CONNECT", "TLS")),
    /** From the end of an authentication exchange on. */
    FROM_CREDENTIALS("from CREDENTIALS on", plus(FROM_GREETING, "HELO", "EHLO", "LHLO", "STARTTLS", "AUTH")),
    /** From MAIL on. */
    FROM_MAIL("from MAIL on", plus(FROM_CREDENTIALS, "CREDENTIALS")),
    /** From RCPT on. */
    FROM_RCPT("from RCPT on", plus(FROM_MAIL, "MAIL")),
    /** At MESSAGE. */
    AT_MESSAGE(
            "at MESSAGE",
            Stage.STANDARD.stream()
                    .filter(stage -> !stage.equals(Stage.MESSAGE))
                    .map(Stage::name)
                    .collect(Collectors.toUnmodifiableSet()));

    private final String words;
    private final Set<String> notAt;

    Availability(String words, Set<String> notAt) {
        this.words = words;
        this.notAt = notAt;
    }

    /** Whether it can be known at a stage. A stage that a plugin adds is presumed to know all. */
    public boolean at(Stage stage) {
        return !notAt.contains(stage.name());
    }

    /** Whether it can be known at one of the commands for which {@code *} stands. */
    private boolean atSomeCommand() {
        return Stage.STANDARD.stream().anyMatch(stage -> AT_COMMANDS.at(stage) && at(stage));
    }

    /** Refuses a stage where it cannot be known; {@code *} where no command knows it. */
    public void check(String what, Stage stage) {
        if (stage.equals(Stage.ANY) ? !atSomeCommand() : !at(stage)) {
            throw new IllegalArgumentException(what + " is not known at " + stage + ", only " + words);
        }
    }

    private static Set<String> plus(Availability earlier, String... stages) {
        return Stream.concat(earlier.notAt.stream(), Stream.of(stages)).collect(Collectors.toUnmodifiableSet());
    }
}
