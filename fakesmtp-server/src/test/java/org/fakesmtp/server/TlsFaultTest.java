package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.fakesmtp.server.tls.RecordingSocket;
import org.fakesmtp.server.tls.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules order about TLS, as a client sees it. */
class TlsFaultTest {

    private static FakeSmtpServer server(String mode, String stage, String answer) {
        return TestServer.started(java.util.Map.of(
                "hostname", "localhost", "tls.mode", mode, "fault.x.on", stage, "fault.x.answer", answer));
    }

    /** A client about to begin the handshake. */
    private static TcpClient ready(FakeSmtpServer server, String mode) {
        TcpClient client = new TcpClient(server.port());
        if (mode.equals("starttls")) {
            client.line();
            client.ask("EHLO c.test");
            assertThat(client.ask("STARTTLS")).startsWith("220");
        }
        return client;
    }

    private static TcpClient secured(TcpClient client, String... versions) {
        return client.secured(TestAuthority.client(), "localhost", versions);
    }

    @ParameterizedTest
    @CsvSource({
        "starttls, STARTTLS, expired, validity check failed",
        "starttls, TLS, not-yet-valid, validity check failed",
        "implicit, TLS, self-signed, unable to find valid certification path",
        "implicit, TLS, unknown-ca, unable to find valid certification path",
        "starttls, TLS, no-intermediate, unable to find valid certification path",
        "implicit, TLS, wrong-host, No subject alternative DNS name matching localhost found",
    })
    void client_sees_a_bad_certificate(String mode, String stage, String kind, String complaint) {
        try (FakeSmtpServer server = server(mode, stage, "certificate " + kind + " then proceed");
                TcpClient client = ready(server, mode)) {
            assertThatThrownBy(() -> secured(client))
                    .hasRootCauseInstanceOf(Exception.class)
                    .satisfies(thrown -> assertThat(everything(thrown)).contains(complaint));
        }
    }

    private static String everything(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            all.append(cause).append('\n');
        }
        return all.toString();
    }

    @ParameterizedTest
    @CsvSource({"starttls, STARTTLS", "starttls, TLS", "implicit, TLS"})
    void handshake_is_aborted(String mode, String stage) {
        try (FakeSmtpServer server = server(mode, stage, "tls-abort then proceed");
                TcpClient client = ready(server, mode)) {
            assertThatThrownBy(() -> secured(client)).hasMessageContaining("handshake_failure");
        }
    }

    @ParameterizedTest
    @CsvSource({"starttls", "implicit"})
    void handshake_is_answered_by_tls_of_old(String mode) {
        try (FakeSmtpServer server = server(mode, "TLS", "tls-too-old then proceed");
                TcpClient client = ready(server, mode)) {
            assertThatThrownBy(() -> secured(client)).hasMessageContaining("TLS10");
        }
    }

    @Test
    void one_version_only_is_offered() {
        try (FakeSmtpServer server = server("implicit", "TLS", "tls-only 1.2 then proceed");
                TcpClient one = ready(server, "implicit");
                TcpClient other = ready(server, "implicit")) {
            assertThat(((SSLSocket) secured(one).socket()).getSession().getProtocol())
                    .isEqualTo("TLSv1.2");
            assertThatThrownBy(() -> secured(other, "TLSv1.3")).hasCauseInstanceOf(SSLException.class);
        }
    }

    @Test
    void one_cipher_suite_only_is_offered() {
        String suite = "TLS_CHACHA20_POLY1305_SHA256";
        try (FakeSmtpServer server = server("starttls", "STARTTLS", "tls-only " + suite + " then proceed");
                TcpClient client = ready(server, "starttls")) {
            assertThat(((SSLSocket) secured(client).socket()).getSession().getCipherSuite())
                    .isEqualTo(suite);
        }
    }

    @Test
    void dialogue_goes_on_in_the_clear_after_the_reply_to_starttls() {
        try (FakeSmtpServer server = server("starttls", "STARTTLS", "starttls-in-clear then proceed");
                TcpClient client = ready(server, "starttls")) {
            assertThat(client.ask("NOOP")).startsWith("250");
        }
    }

    @Test
    void banner_in_the_clear_stands_where_a_handshake_should() {
        try (FakeSmtpServer server = server("implicit", "TLS", "send \"220 in the clear\\r\\n\"");
                TcpClient client = ready(server, "implicit")) {
            assertThat(client.rest()).isEqualTo(List.of("220 in the clear"));
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, 1.2", "TLSv1.3, 1.3"})
    void session_in_tls_is_known_for_it_and_for_its_version(String protocol, String version) {
        Map<String, String> rules = new LinkedHashMap<>(Map.of("hostname", "localhost", "tls.mode", "implicit"));
        List.of("yes", "no", "1.2", "1.3").forEach(tls -> {
            String rule = "fault.x" + tls.replace(".", "");
            rules.put(rule + ".on", tls.matches("[a-z]+") ? "NOOP" : "RSET");
            rules.put(rule + ".when.tls", tls);
            rules.put(rule + ".answer", "reply 450 4.2.0 " + tls);
        });
        try (FakeSmtpServer server = TestServer.started(rules);
                TcpClient client = secured(new TcpClient(server.port()), protocol)) {
            client.line();
            client.ask("HELO c.test");
            assertThat(client.ask("NOOP")).isEqualTo("450 4.2.0 yes");
            assertThat(client.ask("RSET")).isEqualTo("450 4.2.0 " + version);
        }
    }

    @Test
    void handshake_goes_on_after_a_pause() {
        try (FakeSmtpServer server = server("implicit", "TLS", "pause 100ms then proceed");
                TcpClient client = ready(server, "implicit");
                TcpClient secured = secured(client)) {
            assertThat(secured.line()).startsWith("220 ");
        }
    }

    /** By the type of the last record that the server sends: 21 is an alert, and 23 what was the reply. */
    @ParameterizedTest
    @CsvSource({"close, 21", "cut, 23", "half-close, 21"})
    void close_ends_tls_in_order_and_a_cut_does_not(String end, int lastRecord) throws IOException {
        try (FakeSmtpServer server = server("implicit", "NOOP", "reply 250 Ok then " + end);
                RecordingSocket raw = new RecordingSocket(InetAddress.getLoopbackAddress(), server.port());
                TcpClient secured = secured(new TcpClient(raw), "TLSv1.2")) {
            secured.line();
            secured.send("NOOP\r\n");
            assertThat(secured.line()).isEqualTo("250 Ok");
            assertThat(secured.socket().getInputStream().read()).isEqualTo(-1);
            assertThat(raw.lastRecord()).isEqualTo(lastRecord);
        }
    }
}
