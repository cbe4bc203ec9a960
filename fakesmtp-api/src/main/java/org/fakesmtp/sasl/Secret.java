package org.fakesmtp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A password or a token. Not printed. */
record Secret(String text) {

    /** The secret of a users file or of a client, prepared. */
    static Secret of(String text) {
        return new Secret(Prepared.text(text));
    }

    boolean isSame(Secret other) {
        return Octets.equal(text, other.text);
    }

    byte[] octets() {
        return text.getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
