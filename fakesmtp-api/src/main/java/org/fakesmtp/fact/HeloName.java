package org.fakesmtp.fact;

import java.util.Optional;
import java.util.Set;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Stage;

/** The name that a client gives itself, for conditions and placeholders alike. */
public final class HeloName {

    private static final Set<Stage> GREETINGS = Set.of(Stage.HELO, Stage.EHLO, Stage.LHLO);

    private HeloName() {}

    /** The name being given at HELO, EHLO or LHLO; later the one that was given. */
    public static Optional<String> of(Exchange exchange) {
        return GREETINGS.contains(exchange.stage())
                ? Optional.of(exchange.argument())
                : exchange.session().helo();
    }
}
