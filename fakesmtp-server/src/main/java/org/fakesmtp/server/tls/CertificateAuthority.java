package org.fakesmtp.server.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;

/**
 * A small certificate authority for one server: a root that clients may trust, an intermediate, and server certificates. It is made at first use and kept in {@code
 * tls.cache}, so that a client trusts it once. Safe for threads; a first use takes up to some seconds on a busy machine.
 */
public final class CertificateAuthority {

    /** What ends so soon is renewed. */
    private static final Duration NEARLY_EXPIRED = Duration.ofDays(30);

    private final CertificateCache cache;
    private final Optional<CaFile> caFile;
    private final InstantSource clock;
    private final Map<String, Identity> identities = new HashMap<>();

    /**
     * @param cache the directory to keep certificates and keys in
     * @param caFile where {@link #publish} writes the root's certificate
     */
    CertificateAuthority(Path cache, Optional<CaFile> caFile, InstantSource clock) {
        this.cache = new CertificateCache(cache);
        this.caFile = caFile;
        this.clock = clock;
    }

    /**
     * Reads {@code tls.cache} and {@code tls.ca-file}, which hold for all listeners. Makes nothing yet.
     *
     * @throws SettingException where a value is no path
     */
    public static CertificateAuthority read(Settings general) {
        return read(general, System.getenv());
    }

    static CertificateAuthority read(Settings general, Map<String, String> environment) {
        Optional<CaFile> caFile = general.read("tls.ca-file", CaFile::of);
        Path cache = general.read("tls.cache", TlsSettings::path).orElseGet(() -> cache(environment));
        return new CertificateAuthority(cache, caFile, InstantSource.system());
    }

    /** {@code $XDG_CACHE_HOME/fakesmtp} where that is an absolute path, and {@code ~/.cache/fakesmtp} otherwise. */
    private static Path cache(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path home = Path.of(System.getProperty("user.home", "."), ".cache");
        return (base.startsWith("/") ? Path.of(base) : home).resolve("fakesmtp");
    }

    /** The root's certificate, for clients to trust. */
    public X509Certificate certificate() {
        return authority().chain().get(1);
    }

    /** The root's certificate in PEM. */
    public String pem() {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(certificate().getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes the root's certificate to {@code tls.ca-file}; does nothing where that is not set. To be called before a port is bound.
     *
     * @throws SettingException where the file cannot be written
     */
    public void publish() {
        caFile.ifPresent(file -> file.write(pem()));
    }

    /** What a client has to do in order to trust this authority, in words for the log. */
    String trust() {
        return caFile.map(file -> "it has to trust the one in tls.ca-file, " + file.path())
                .orElse("set tls.ca-file, and have it trust the one in that file");
    }

    /** The identity of a server of this name, with a key of a kind of today: the same one each time, renewed when it has nearly expired. */
    public Identity identity(String hostname) {
        return identity(hostname, KeyKind.EC);
    }

    private synchronized Identity identity(String hostname, KeyKind keys) {
        Identity authority = authority();
        return kept(
                (keys == KeyKind.EC ? "server-" : "server-rsa-") + digest(hostname),
                () -> issue(CertificateKind.VALID, keys, hostname),
                identity -> isCurrent(identity) && identity.chain().contains(authority.certificate()));
    }

    /** A new identity of this kind. */
    public Identity issue(CertificateKind kind, String hostname) {
        return issue(kind, KeyKind.EC, hostname);
    }

    /** Identities of this kind, one for each kind of key; the valid ones are kept. */
    List<Identity> identities(CertificateKind kind, String hostname) {
        return Stream.of(KeyKind.values())
                .map(keys -> kind == CertificateKind.VALID ? identity(hostname, keys) : issue(kind, keys, hostname))
                .toList();
    }

    private Identity issue(CertificateKind kind, KeyKind keys, String hostname) {
        return new CertificateMaker(clock.instant()).server(kind, keys, hostname, authority());
    }

    private synchronized Identity authority() {
        return kept(
                "ca",
                () -> new CertificateMaker(clock.instant()).authority(),
                identity -> isCurrent(identity) && identity.chain().size() == 2);
    }

    private Identity kept(String name, Supplier<Identity> maker, Predicate<Identity> usable) {
        Identity known = identities.get(name);
        if (known == null || !usable.test(known)) {
            known = cache.get(name, usable, maker);
            identities.put(name, known);
        }
        return known;
    }

    private boolean isCurrent(Identity identity) {
        X509Certificate certificate = identity.certificate();
        return certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(NEARLY_EXPIRED))
                && !certificate.getNotBefore().toInstant().isAfter(clock.instant());
    }

    private static String digest(String hostname) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(hostname.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
