package org.fakesmtp.server.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.MiscPEMGenerator;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

/** A key and a certificate that signs itself, in every form that people keep them in. */
record PemSamples(KeyPair keys, X509Certificate certificate) {

    static final char[] PASSWORD = "secret".toCharArray();

    static PemSamples of(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=localhost");
            Instant now = Instant.now();
            String signing = Map.of(
                            "EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "RSASSA-PSS", "SHA256withRSAandMGF1")
                    .getOrDefault(algorithm, algorithm);
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    name,
                                    BigInteger.TEN,
                                    Date.from(now.minus(1, ChronoUnit.DAYS)),
                                    Date.from(now.plus(1, ChronoUnit.DAYS)),
                                    name,
                                    keys.getPublic())
                            .build(new JcaContentSignerBuilder(signing)
                                    .setProvider(new BouncyCastleProvider())
                                    .build(keys.getPrivate())));
            return new PemSamples(keys, certificate);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    String certificatePem() {
        return pem(misc(certificate));
    }

    /** PKCS#8. */
    String key() {
        try {
            return pem(new JcaPKCS8Generator(keys.getPrivate(), null));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** PKCS#8, encrypted. */
    String encryptedKey() {
        try {
            return pem(new JcaPKCS8Generator(
                    keys.getPrivate(),
                    new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                            .setPassword(PASSWORD)
                            .setProvider(new BouncyCastleProvider())
                            .build()));
        } catch (IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    /** PKCS#1, or what OpenSSL writes for an elliptic curve. */
    String traditionalKey() {
        return pem(new MiscPEMGenerator(traditional()));
    }

    String encryptedTraditionalKey() {
        return pem(new MiscPEMGenerator(
                traditional(),
                new JcePEMEncryptorBuilder("AES-256-CBC")
                        .setProvider(new BouncyCastleProvider())
                        .build(PASSWORD)));
    }

    /** The key; that of an elliptic curve names its curve within, as OpenSSL has it. */
    private PrivateKeyInfo traditional() {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
        if (!(keys.getPrivate() instanceof ECPrivateKey key)) {
            return info;
        }
        try {
            return new PrivateKeyInfo(
                    info.getPrivateKeyAlgorithm(),
                    new org.bouncycastle.asn1.sec.ECPrivateKey(
                            key.getParams().getOrder().bitLength(),
                            key.getS(),
                            info.getPrivateKeyAlgorithm().getParameters()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static PemObjectGenerator misc(Object object) {
        try {
            return new JcaMiscPEMGenerator(object);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(PemObjectGenerator generator) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(generator);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }
}
