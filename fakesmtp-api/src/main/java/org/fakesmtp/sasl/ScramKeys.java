package org.fakesmtp.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** What a SCRAM server keeps of a password (RFC 5802, section 3). Not printed. */
final class ScramKeys {

    /** RFC 7677, section 4. */
    static final int ITERATIONS = 4096;

    private static final String HMAC = "HmacSHA256";
    private static final int BITS = 256;

    private final byte[] storedKey;
    private final byte[] serverKey;

    /** The keys of a password, a few milliseconds of work. */
    ScramKeys(Secret secret, byte[] salt) {
        byte[] salted = salted(secret, salt);
        storedKey = hash(Octets.hmac(HMAC, salted, "Client Key"));
        serverKey = Octets.hmac(HMAC, salted, "Server Key");
    }

    /** Whether the proof is that of one who knows the password. */
    boolean isProvenBy(byte[] proof, String authMessage) {
        byte[] signature = Octets.hmac(HMAC, storedKey, authMessage);
        byte[] clientKey = new byte[signature.length];
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] = (byte) (signature[i] ^ proof[i]);
        }
        return MessageDigest.isEqual(storedKey, hash(clientKey));
    }

    /** Shows the client that the server knows the password. */
    byte[] serverSignature(String authMessage) {
        return Octets.hmac(HMAC, serverKey, authMessage);
    }

    private static byte[] salted(Secret secret, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(secret.text().toCharArray(), salt, ITERATIONS, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] hash(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
