package org.fakesmtp.rule;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.mail.Stage;

/** From where on in a dialogue something is known. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are copies
enum Known {
    ALWAYS("at every stage", Set.of()),
    AFTER_HANDSHAKE("at every stage but TLS", Set.of("TLS")),
    AT_COMMANDS("at a command", Set.of("CONNECT", "TLS", "CREDENTIALS", "CONTENT", "MESSAGE", "IDLE")),
    FROM_GREETING("from HELO or EHLO on", Set.of("CONNECT", "TLS")),
    FROM_CREDENTIALS("from CREDENTIALS on", plus(FROM_GREETING, "HELO", "EHLO", "LHLO", "STARTTLS", "AUTH")),
    FROM_MAIL("from MAIL on", plus(FROM_CREDENTIALS, "CREDENTIALS")),
    FROM_RCPT("from RCPT on", plus(FROM_MAIL, "MAIL")),
    AT_MESSAGE(
            "at MESSAGE",
            Stage.STANDARD.stream()
                    .filter(stage -> !stage.equals(Stage.MESSAGE))
                    .map(Stage::name)
                    .collect(Collectors.toUnmodifiableSet()));

    private final String words;
    private final Set<String> notAt;

    Known(String words, Set<String> notAt) {
        this.words = words;
        this.notAt = notAt;
    }

    /** Whether it can be known at a stage. A stage that a plugin adds is presumed to know all. */
    boolean at(Stage stage) {
        return !notAt.contains(stage.name());
    }

    /** Whether it can be known at one of the commands for which {@code *} stands. */
    private boolean atSomeCommand() {
        return Stage.STANDARD.stream().anyMatch(stage -> AT_COMMANDS.at(stage) && at(stage));
    }

    /** Refuses a stage where it cannot be known; {@code *} where no command knows it. */
    void check(String what, Stage stage) {
        if (stage.equals(Stage.ANY) ? !atSomeCommand() : !at(stage)) {
            throw new IllegalArgumentException(what + " is not known at " + stage + ", only " + words);
        }
    }

    private static Set<String> plus(Known earlier, String... stages) {
        return Stream.concat(earlier.notAt.stream(), Stream.of(stages)).collect(Collectors.toUnmodifiableSet());
    }
}
