package org.fakesmtp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** A client of one mechanism. What it says is text in which {@code ^A} is 0x01 and {@code ^@} is NUL. */
final class Attempt {

    static final String HOSTNAME = "postoffice.reston.mci.net";

    private final SaslExchange exchange;

    private Attempt(SaslExchange exchange) {
        this.exchange = exchange;
    }

    static Attempt at(String mechanism, Users users) {
        return at(
                Mechanisms.named(mechanism, Mechanisms.offered(users, () -> "nonce"))
                        .orElseThrow(),
                users);
    }

    static Attempt at(Mechanism mechanism, Users users) {
        return new Attempt(mechanism.begin(users, HOSTNAME));
    }

    Progress start() {
        return exchange.start();
    }

    Progress start(String text) {
        return exchange.start(octets(text));
    }

    Progress startBase64(String base64) {
        return exchange.start(Base64.getDecoder().decode(base64));
    }

    Progress next(String text) {
        return exchange.next(octets(text));
    }

    Progress nextBase64(String base64) {
        return exchange.next(Base64.getDecoder().decode(base64));
    }

    static byte[] octets(String text) {
        return text.replace("^A", "\1").replace("^@", "\0").getBytes(UTF_8);
    }
}
