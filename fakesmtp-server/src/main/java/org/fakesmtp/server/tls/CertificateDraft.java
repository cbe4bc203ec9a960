package org.fakesmtp.server.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that is being made (RFC 5280). */
final class CertificateDraft {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 127;

    private final X509v3CertificateBuilder builder;
    private final JcaX509ExtensionUtils identifiers;

    CertificateDraft(String issuer, String subject, PublicKey key, PublicKey issuerKey, Instant from, Instant until)
            throws GeneralSecurityException, CertIOException {
        builder = new JcaX509v3CertificateBuilder(
                name(issuer),
                new BigInteger(SERIAL_BITS, RANDOM),
                Date.from(from),
                Date.from(until),
                name(subject),
                key);
        identifiers = new JcaX509ExtensionUtils();
        add(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
        add(Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuerKey));
    }

    /** An authority with at most so many others below it. */
    CertificateDraft authority(int below) throws CertIOException {
        add(Extension.basicConstraints, true, new BasicConstraints(below));
        return add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    CertificateDraft server(GeneralNames names, KeyKind kind) throws CertIOException {
        add(Extension.basicConstraints, true, new BasicConstraints(false));
        add(Extension.keyUsage, true, kind.usage());
        add(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        return add(Extension.subjectAlternativeName, false, names);
    }

    X509Certificate sign(PrivateKey key) throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(KeyKind.signature(key)).build(key)));
    }

    private CertificateDraft add(ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable value)
            throws CertIOException {
        builder.addExtension(extension, critical, value);
        return this;
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
