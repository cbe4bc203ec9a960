package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.SettingException;
import org.fakesmtp.server.tls.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which certificate a server shows, and where clients find the one to trust. */
class OwnCertificateTest {

    private static final Plugin NONE = TestServer.plugin("none", (own, hooks) -> {});

    @TempDir
    private Path folder;

    @Test
    void certificate_to_trust_is_offered_and_published_before_a_port_is_bound() throws Exception {
        Path file = folder.resolve("ca.pem");
        try (FakeSmtpServer server = TestServer.started(NONE, "tls.ca-file", file.toString());
                InputStream in = Files.newInputStream(file)) {
            assertThat(server.caCertificate())
                    .isEqualTo(CertificateFactory.getInstance("X.509").generateCertificate(in))
                    .isEqualTo(TestAuthority.get().certificate());
        }
    }

    @Test
    void file_that_cannot_be_written_stops_the_start() {
        Path file = folder.resolve("missing").resolve("ca.pem");
        FakeSmtpServer server = FakeSmtpServer.builder()
                .set("listen", "127.0.0.1:0")
                .set("tls.cache", TestAuthority.cache())
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
        try (FakeSmtpServer server = TestServer.started(NONE, "tls.cache", cache.toString());
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
                .set("listener.a.tls.certificate", folder.resolve("none.pem").toString());
        assertThatThrownBy(builder::build)
                .hasMessageStartingWith("set: listener.a.tls.certificate: '")
                .hasMessageEndingWith("' does not exist");
    }
}
