package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.server.tls.TestAuthority;
import org.fakesmtp.setting.SettingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which certificate a server shows, and where clients find the one to trust. */
class OwnCertificateTest {

    private static final Plugin NONE = TestServer.plugin("none", (own, hooks) -> {});

    @TempDir
    private Path folder;

    @Test
    void certificate_to_trust_is_offered_and_published_before_a_port_is_bound() throws Exception {
        Path file = folder.resolve("ca.pem");
        try (FakeSmtpServer server = TestServer.started(NONE, "tls.mode", "starttls", "tls.ca-file", file.toString());
                InputStream in = Files.newInputStream(file)) {
            assertThat(server.caCertificate())
                    .isEqualTo(CertificateFactory.getInstance("X.509").generateCertificate(in))
                    .isEqualTo(TestAuthority.get().certificate());
        }
    }

    @Test
    void nothing_is_made_and_nothing_is_written_while_tls_is_off() {
        try (FakeSmtpServer server = TestServer.started(
                NONE,
                "tls.cache",
                folder.resolve("cache").toString(),
                "tls.ca-file",
                folder.resolve("ca.pem").toString())) {
            assertThat(folder).isEmptyDirectory();
            assertThat(server.warnings())
                    .containsExactly(
                            "set: tls.ca-file: has no effect, tls.mode is off; tls.mode = starttls turns TLS on");
        }
    }

    @Test
    void settings_of_a_listener_that_is_in_the_clear_have_no_effect_and_those_of_all_have() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("tls.ca-file", folder.resolve("ca.pem").toString());
        settings.put("listener.a.address", "127.0.0.1:0");
        settings.put("listener.a.tls.trust", "clients.pem");
        settings.put("listener.b.address", "127.0.0.1:0");
        settings.put("listener.b.tls.mode", "implicit");
        try (FakeSmtpServer server = TestServer.started(settings)) {
            assertThat(server.warnings())
                    .containsExactly("set: listener.a.tls.trust: has no effect, tls.mode is off;"
                            + " tls.mode = starttls turns TLS on");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            off      | STARTTLS       | fault.x: is never asked, tls.mode is off
            off      | TLS, STARTTLS  | fault.x: is never asked, tls.mode is off
            off      | EHLO, STARTTLS |
            starttls | STARTTLS       |
            """)
    void rule_that_waits_for_tls_while_it_is_off_is_told(String mode, String stages, @Nullable String warning) {
        Map<String, String> settings =
                Map.of("tls.mode", mode, "fault.x.on", stages, "fault.x.answer", "pause 1s then proceed");
        try (FakeSmtpServer server = TestServer.started(settings)) {
            assertThat(server.warnings()).isEqualTo(Stream.ofNullable(warning).toList());
        }
    }

    @Test
    void file_that_cannot_be_written_stops_the_start() {
        Path file = folder.resolve("missing").resolve("ca.pem");
        FakeSmtpServer server = FakeSmtpServer.builder()
                .set("listen", "127.0.0.1:0")
                .set("tls.cache", TestAuthority.cache())
                .set("tls.mode", "starttls")
                .set("tls.ca-file", file.toString())
                .build();
        assertThatThrownBy(server::start)
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("set: tls.ca-file: '" + file + "' cannot be written");
        assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void listener_shows_the_certificate_of_its_own_files() throws Exception {
        X509Certificate own = TestAuthority.writeSelfSigned(folder.resolve("own.pem"));
        try (FakeSmtpServer server = TestServer.started(
                        NONE,
                        "tls.mode",
                        "implicit",
                        "tls.certificate",
                        folder.resolve("own.pem").toString());
                TcpClient client =
                        new TcpClient(server.port()).secured(TestAuthority.clientTrusting(own), "localhost")) {
            assertThat(client.line()).startsWith("220");
        }
    }

    @Test
    void server_that_nobody_speaks_tls_with_makes_no_certificate() {
        Path cache = folder.resolve("cache");
        try (FakeSmtpServer server = TestServer.started(NONE, "tls.mode", "starttls", "tls.cache", cache.toString());
                TcpClient client = new TcpClient(server.port())) {
            client.line();
            client.ask("EHLO c.test");
            client.ask("QUIT");
        }
        assertThat(cache).doesNotExist();
    }

    @Test
    void wrong_settings_are_told_with_their_listener() {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .set("listener.a.address", "127.0.0.1:0")
                .set("listener.a.tls.mode", "starttls")
                .set("listener.a.tls.certificate", folder.resolve("none.pem").toString());
        assertThatThrownBy(builder::build)
                .hasMessageStartingWith("set: listener.a.tls.certificate: '")
                .hasMessageEndingWith("' does not exist");
    }
}
