package org.fakesmtp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.fakesmtp.protocol.ProtocolSettings.TlsMode;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {

    private static final String HOST = "mail.example.test";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {HOST, "localhost", "127.0.0.1", "::1"})
    void aClientThatTrustsTheAuthorityTakesTheServerByEachOfItsNames(String name) throws Exception {
        CertificateAuthority authority = authority("cache");

        assertThat(handshake(authority, CertificateKind.VALID, name)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1,192.0.2.1", "[192.0.2.1],192.0.2.1", "[IPv6:2001:db8::1],2001:db8:0:0:0:0:0:1"})
    void aServerMayBeCalledByItsAddress(String hostname, String name) throws Exception {
        Identity identity = authority("cache").identity(hostname);

        assertThat(Handshake.names(identity.certificate())).contains(name, "localhost", "127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../etc", "a b", "*", "x..y", "\0"})
    void aHostNameThatIsNoneStillHasACertificate(String hostname) throws Exception {
        Identity identity = authority("cache").identity(hostname);

        assertThat(Handshake.names(identity.certificate()))
                .contains("localhost")
                .doesNotContain(hostname);
    }

    @Test
    void aNameThatIsLongOrNotAsciiIsServed() throws Exception {
        String longest = "a".repeat(60) + "." + "b".repeat(60) + ".test";

        assertThat(Handshake.names(authority("cache").identity(longest).certificate()))
                .contains(longest);
        assertThat(Handshake.names(
                        authority("cache").identity("b\u00fccher.test").certificate()))
                .contains("xn--bcher-kva.test");
    }

    @ParameterizedTest
    @EnumSource(names = "VALID", mode = EnumSource.Mode.EXCLUDE)
    void aClientRefusesAWrongCertificate(CertificateKind kind) {
        CertificateAuthority authority = authority("cache");

        assertThatExceptionOfType(SSLException.class).isThrownBy(() -> handshake(authority, kind, HOST));
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, NotAfter",
        "NOT_YET_VALID, NotBefore",
        "WRONG_HOST, No subject alternative DNS name matching mail.example.test found",
        "SELF_SIGNED, unable to find valid certification path",
        "UNKNOWN_CA, unable to find valid certification path",
        "NO_INTERMEDIATE, unable to find valid certification path"
    })
    void aWrongCertificateIsWrongInOneWayOnly(CertificateKind kind, String complaint) {
        CertificateAuthority authority = authority("cache");

        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> handshake(authority, kind, HOST))
                .withStackTraceContaining(complaint);
    }

    @Test
    void theCacheIsUsedAgain() throws Exception {
        CertificateAuthority first = authority("cache");
        Identity identity = first.identity(HOST);
        CertificateAuthority second = authority("cache");

        assertThat(second.certificate()).isEqualTo(first.certificate());
        assertThat(second.identity(HOST).certificate()).isEqualTo(identity.certificate());
        assertThat(second.identity("other.test").certificate()).isNotEqualTo(identity.certificate());
    }

    @Test
    void authoritiesThatBeginAtOnceAreOne() {
        List<CompletableFuture<Identity>> all = IntStream.range(0, 8)
                .mapToObj(index ->
                        CompletableFuture.supplyAsync(() -> authority("cache").identity(HOST)))
                .toList();

        assertThat(all.stream().map(each -> each.join().certificate()).distinct())
                .hasSize(1);
    }

    @Test
    void onlyTheOwnerReadsTheCache() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        authority("a/cache").identity(HOST);

        assertThat(rights(folder.resolve("a/cache"))).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder.resolve("a/cache"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".p12")))
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(rights(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void withoutACacheTheAuthorityIsKeptInMemory() throws Exception {
        Files.writeString(folder.resolve("file"), "no directory");
        CertificateAuthority authority = authority("file/cache");

        assertThat(authority.certificate()).isEqualTo(authority.certificate());
        assertThat(handshake(authority, CertificateKind.VALID, HOST)).hasSize(2);
        assertThat(authority("file/cache").certificate()).isNotEqualTo(authority.certificate());
    }

    @Test
    void aDamagedCacheIsMadeAnew() throws IOException {
        X509Certificate before = authority("cache").certificate();
        Files.write(folder.resolve("cache/ca.p12"), new byte[] {1, 2, 3});

        X509Certificate after = authority("cache").certificate();

        assertThat(after).isNotEqualTo(before).isEqualTo(authority("cache").certificate());
    }

    @Test
    void aServersCertificateIsRenewedInItsLastMonth() {
        Instant now = Instant.now();
        X509Certificate certificate = authority("cache").identity(HOST).certificate();

        assertThat(Duration.between(now, certificate.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(824), Duration.ofDays(826));
        assertThat(authority("cache", now.plus(Duration.ofDays(790)))
                        .identity(HOST)
                        .certificate())
                .isEqualTo(certificate);
        CertificateAuthority later = authority("cache", now.plus(Duration.ofDays(796)));
        assertThat(later.identity(HOST).certificate()).isNotEqualTo(certificate);
        assertThat(later.certificate()).isEqualTo(authority("cache").certificate());
    }

    @Test
    void anAuthorityIsRenewedInItsLastMonthAndItsServersWithIt() {
        Instant late = Instant.now().plus(Duration.ofDays(3630));
        CertificateAuthority before = authority("cache");
        X509Certificate certificate = before.identity(HOST).certificate();
        CertificateAuthority after = authority("cache", late);

        assertThat(after.certificate()).isNotEqualTo(before.certificate());
        assertThat(after.identity(HOST).certificate()).isNotEqualTo(certificate);
        assertThat(after.identity(HOST).certificate().getNotAfter().toInstant())
                .isAfter(late.plus(Duration.ofDays(800)));
    }

    @Test
    void theAuthorityIsPublishedWhereItIsOrdered() throws Exception {
        Path file = folder.resolve("ca.pem");
        CertificateAuthority authority = CertificateAuthority.read(settings("tls.ca-file", file.toString()));
        authority.publish();
        Object written = Files.getLastModifiedTime(file);
        authority.publish();

        assertThat(file).hasContent(authority.pem());
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
        assertThat(folder)
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("."));
        assertThat(new PemFile(new Setting("tls.ca-file", "", "test"), authority.pem()).certificates())
                .containsExactly(authority.certificate());
    }

    @Test
    void nothingIsMadeBeforeItIsUsed() {
        CertificateAuthority.read(
                settings("tls.ca-file", folder.resolve("ca.pem").toString()));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatCannotBeWrittenIsToldWithItsKey() {
        Path file = folder.resolve("missing/ca.pem");
        CertificateAuthority authority = CertificateAuthority.read(settings("tls.ca-file", file.toString()));

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(authority::publish)
                .withMessageStartingWith("settings: tls.ca-file: '" + file + "' cannot be written: ");
    }

    @Test
    void theCacheIsThatOfTheUser() {
        CertificateAuthority.read(Settings.of(Map.of()), Map.of("XDG_CACHE_HOME", folder.toString()))
                .certificate();

        assertThat(folder.resolve("fakesmtp/ca.p12")).exists();
    }

    private Settings settings(String key, String value) {
        return Settings.of(
                Map.of(key, value, "tls.cache", folder.resolve("cache").toString()));
    }

    private CertificateAuthority authority(String cache) {
        return new CertificateAuthority(folder.resolve(cache), Optional.empty(), InstantSource.system());
    }

    private CertificateAuthority authority(String cache, Instant now) {
        return new CertificateAuthority(folder.resolve(cache), Optional.empty(), InstantSource.fixed(now));
    }

    /** What a client is shown that trusts the authority's root and expects the host. */
    private static List<Certificate> handshake(CertificateAuthority authority, CertificateKind kind, String host)
            throws SSLException {
        TlsSettings settings = TlsSettings.read(Settings.of(Map.of()), Settings.of(Map.of()), TlsMode.STARTTLS);
        SSLEngine server = new TlsContexts(settings, authority, HOST).engine(kind);
        SSLEngine client = Handshake.client(Handshake.client(authority.certificate()), host);
        return List.of(Handshake.between(client, server).getPeerCertificates());
    }

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
