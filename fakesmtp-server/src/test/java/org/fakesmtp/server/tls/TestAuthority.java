package org.fakesmtp.server.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.fakesmtp.setting.Settings;

/** The authority of the servers of tests. It is kept in the build's folder, since making one takes a while; no test changes it. */
public final class TestAuthority {

    private static final Path CACHE = Path.of("target", "tls-cache");
    private static final CertificateAuthority AUTHORITY =
            CertificateAuthority.read(Settings.of(Map.of("tls.cache", CACHE.toString())));

    private TestAuthority() {}

    public static CertificateAuthority get() {
        return AUTHORITY;
    }

    /** The value of {@code tls.cache} for a server whose clients are to trust this authority. */
    public static String cache() {
        return CACHE.toString();
    }

    /** What a client has that trusts this authority and shows no certificate. */
    public static SSLContext client() {
        return Handshake.client(AUTHORITY.certificate());
    }

    /** What a client has that trusts this authority and shows a certificate of this name. */
    public static SSLContext clientNamed(String name) {
        return Handshake.client(AUTHORITY.certificate(), AUTHORITY.issue(CertificateKind.VALID, name));
    }

    /** What a client has that trusts this certificate alone. */
    public static SSLContext clientTrusting(X509Certificate certificate) {
        return Handshake.client(certificate);
    }

    /** Writes a certificate for {@code localhost} and its key to a file. */
    public static X509Certificate writeSelfSigned(Path file) {
        PemSamples sample = PemSamples.of("EC", 256);
        PemSamples.write(file, sample.key() + sample.certificatePem());
        return sample.certificate();
    }

    /** What a client has that trusts nobody whom the servers know. */
    public static SSLContext stranger() {
        return Handshake.client(
                AUTHORITY.issue(CertificateKind.SELF_SIGNED, "stranger.test").certificate());
    }
}
