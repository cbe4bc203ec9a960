package org.fakesmtp.sasl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The client-final-message (RFC 5802, section 7). Not printed, for a password can be guessed from a proof. */
final class ScramFinal {

    private static final Pattern MESSAGE = Pattern.compile("(c=([^,]+),r=([^,]+)(?:,.+)?),p=([^,]+)", Pattern.DOTALL);
    private static final int PROOF_OCTETS = 32;

    private final Matcher parts;
    private final byte[] proof;

    private ScramFinal(Matcher parts, byte[] proof) {
        this.parts = parts;
        this.proof = proof;
    }

    static ScramFinal parse(String message) throws MalformedResponse {
        Matcher parts = MESSAGE.matcher(message);
        if (!parts.matches()) {
            throw new MalformedResponse("not 'c=<binding>,r=<nonce>,p=<proof>'");
        }
        byte[] proof = Octets.fromBase64(parts.group(4));
        if (proof.length != PROOF_OCTETS) {
            throw new MalformedResponse("a proof has 32 octets, not " + proof.length);
        }
        return new ScramFinal(parts, proof);
    }

    /** The message up to the comma in front of its proof. */
    String withoutProof() {
        return parts.group(1);
    }

    /** The GS2 header again, in base64. */
    String binding() {
        return parts.group(2);
    }

    /** The client's part and the server's. */
    String nonce() {
        return parts.group(3);
    }

    byte[] proof() {
        return proof;
    }
}
