package org.fakesmtp.sasl;

import java.text.Normalizer;

/**
 * Names and secrets prepared for comparison. Where the RFCs want SASLprep (RFC 4013), this is Unicode's NFKC alone: what SASLprep
 * maps to nothing or forbids is kept, which no one notices who authenticates against a fake server.
 */
final class Prepared {

    private Prepared() {}

    static String text(String raw) {
        return Normalizer.normalize(raw, Normalizer.Form.NFKC);
    }
}
