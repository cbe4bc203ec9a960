package org.fakesmtp.protocol;

import java.util.Optional;
import org.fakesmtp.sasl.SaslExchange;

/** How the client shows who it is (RFC 4954): the exchange that is under way, and the identity that it claims until that is authenticated. */
final class Authentication {

    private Optional<SaslExchange> exchange = Optional.empty();
    private Optional<String> claimed = Optional.empty();

    /** An exchange begins. */
    void begin(SaslExchange begun) {
        exchange = Optional.of(begun);
        claimed = Optional.empty();
    }

    SaslExchange exchange() {
        return exchange.orElseThrow();
    }

    /** Keeps the identity that the client claims. */
    void claim(String user) {
        claimed = Optional.of(user);
    }

    /** The identity that the client claims; empty where it claims none. */
    Optional<String> claimed() {
        return claimed;
    }

    /** The claim is decided about, or never will be. */
    void forgetClaim() {
        claimed = Optional.empty();
    }
}
