package org.fakesmtp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Octets as text and back, and what mechanisms compute over them. */
final class Octets {

    private static final char REPLACEMENT = '\uFFFD';

    private Octets() {}

    /** The octets as UTF-8 (RFC 3629), as every mechanism here has it. */
    static String text(byte[] octets) throws MalformedResponse {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedResponse("not UTF-8");
        }
    }

    /** Text that was decoded with a replacement for what is not UTF-8, of which there must be none. */
    static String decoded(String text) throws MalformedResponse {
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new MalformedResponse("not UTF-8");
        }
        return text;
    }

    static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    static byte[] fromBase64(String text) throws MalformedResponse {
        try {
            byte[] octets = Base64.getDecoder().decode(text);
            if (base64(octets).equals(text)) {
                return octets;
            }
        } catch (IllegalArgumentException e) {
            // Neither is a text whose padding or spare bits are wrong, see below.
        }
        throw new MalformedResponse("not base64");
    }

    /** Compares in a time that does not tell where the texts differ. */
    static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    /**
     * The keyed hash of RFC 2104.
     *
     * @param algorithm as the platform names it: {@code HmacMD5}
     * @param key not empty
     */
    static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
