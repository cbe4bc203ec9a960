package org.fakesmtp.server.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x509.KeyUsage;

/** The kinds of keys that the server's own certificates have: a client takes the one that its cipher suites are for. */
enum KeyKind {
    /** On the curve P-256, for clients of today. */
    EC(KeyUsage.digitalSignature),
    /** Of 2048 bits, for old clients. The client may encrypt with it, as cipher suites without Diffie-Hellman demand. */
    RSA(KeyUsage.digitalSignature | KeyUsage.keyEncipherment);

    private static final int RSA_BITS = 2048;

    private final int usage;

    KeyKind(int usage) {
        this.usage = usage;
    }

    /** What a server's certificate allows its key to be used for (RFC 5280, section 4.2.1.3). */
    KeyUsage usage() {
        return new KeyUsage(usage);
    }

    KeyPair newPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(name());
        if (this == EC) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
            generator.initialize(RSA_BITS);
        }
        return generator.generateKeyPair();
    }

    /** The algorithm with which a key signs. */
    static String signature(PrivateKey key) {
        return key.getAlgorithm().equals(RSA.name()) ? "SHA256withRSA" : "SHA256withECDSA";
    }
}
