package org.fakesmtp.server.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.operator.OperatorCreationException;

/** Makes authorities, with keys on the curve P-256, and server certificates. An authority is its intermediate: the key of the root signs that and is forgotten. */
final class CertificateMaker {

    private static final Duration AUTHORITY = Duration.ofDays(3650);
    /** The longest that some clients take. */
    private static final Duration SERVER = Duration.ofDays(825);

    private static final Duration DAY = Duration.ofDays(1);
    private static final String WRONG_HOST = "wrong-host.invalid";
    private static final int LONGEST_NAME = 64;

    private final Instant now;

    CertificateMaker(Instant now) {
        this.now = now;
    }

    /** A new authority: the key of its intermediate, with the certificates of intermediate and root. */
    Identity authority() {
        try {
            String name = "fakesmtp CA "
                    + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
            Instant from = now.minus(DAY);
            Instant until = now.plus(AUTHORITY);
            KeyPair root = KeyKind.EC.newPair();
            KeyPair intermediate = KeyKind.EC.newPair();
            X509Certificate rootCertificate = new CertificateDraft(
                            name, name, root.getPublic(), root.getPublic(), from, until)
                    .authority(1)
                    .sign(root.getPrivate());
            X509Certificate certificate = new CertificateDraft(
                            name, name + " intermediate", intermediate.getPublic(), root.getPublic(), from, until)
                    .authority(0)
                    .sign(root.getPrivate());
            return new Identity(intermediate.getPrivate(), List.of(certificate, rootCertificate));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("no authority can be made", e);
        }
    }

    Identity server(CertificateKind kind, KeyKind keys, String hostname, Identity authority) {
        try {
            Instant until = earlier(
                    now.plus(SERVER), authority.certificate().getNotAfter().toInstant());
            return switch (kind) {
                case VALID -> issue(authority, keys, hostname, now.minus(DAY), until);
                case NO_INTERMEDIATE ->
                    issue(authority, keys, hostname, now.minus(DAY), until).alone();
                case EXPIRED -> issue(authority, keys, hostname, now.minus(SERVER), now.minus(DAY));
                case NOT_YET_VALID -> issue(authority, keys, hostname, now.plus(DAY), until);
                case WRONG_HOST -> issue(authority, keys, WRONG_HOST, now.minus(DAY), until);
                case UNKNOWN_CA -> issue(authority(), keys, hostname, now.minus(DAY), until);
                case SELF_SIGNED -> selfSigned(keys, hostname, now.minus(DAY), until);
            };
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("no certificate can be made for '" + hostname + "'", e);
        }
    }

    private static Identity issue(Identity authority, KeyKind kind, String hostname, Instant from, Instant until)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        KeyPair keys = kind.newPair();
        X509Certificate issuer = authority.certificate();
        String issuerName = issuer.getSubjectX500Principal().getName().substring("CN=".length());
        X509Certificate certificate = new CertificateDraft(
                        issuerName, subject(hostname), keys.getPublic(), issuer.getPublicKey(), from, until)
                .server(names(hostname), kind)
                .sign(authority.key());
        return new Identity(keys.getPrivate(), List.of(certificate, issuer));
    }

    private static Identity selfSigned(KeyKind kind, String hostname, Instant from, Instant until)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        KeyPair keys = kind.newPair();
        String name = subject(hostname);
        X509Certificate certificate = new CertificateDraft(name, name, keys.getPublic(), keys.getPublic(), from, until)
                .server(names(hostname), kind)
                .sign(keys.getPrivate());
        return new Identity(keys.getPrivate(), List.of(certificate));
    }

    private static GeneralNames names(String hostname) {
        return hostname.equals(WRONG_HOST) ? SubjectNames.only(hostname) : SubjectNames.local(hostname);
    }

    private static String subject(String hostname) {
        return hostname.isBlank() || hostname.length() > LONGEST_NAME ? "fakesmtp" : hostname;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
