package org.fakesmtp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.fakesmtp.server.tls.TestAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log says of a handshake that fails: why, in words that are the same with each Java. It counts lines of the log, which is that of all servers. */
@Isolated
class FailedHandshakeTest {

    private static final String UNTRUSTED =
            "the client closed the connection when it had the certificate, so it may not trust it; ";

    private final LogTape log = new LogTape("org.fakesmtp.server.transport.Connection", Level.INFO);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        log.close();
    }

    private FakeSmtpServer server(String... settings) {
        return TestServer.started(
                TestServer.plugin("none", (own, hooks) -> {}),
                Stream.concat(Stream.of("tls.mode", "implicit", "tls.ca-file", authority()), Arrays.stream(settings))
                        .toArray(String[]::new));
    }

    private String authority() {
        return folder.resolve("ca.pem").toString();
    }

    private String trust() {
        return "it has to trust the one in tls.ca-file, " + authority();
    }

    private void assertLogged(String reason) {
        await().untilAsserted(() -> assertThat(log.lines())
                .singleElement()
                .isEqualTo("INFO session s1: TLS with 127.0.0.1 failed: " + reason));
    }

    /** The first octets of a client with these versions. */
    private static String hello(String... versions) throws SSLException {
        SSLEngine engine = TestAuthority.client().createSSLEngine("localhost", 25);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(versions);
        ByteBuffer out = ByteBuffer.allocate(64 * 1024);
        engine.wrap(ByteBuffer.allocate(0), out);
        return new String(out.array(), 0, out.position(), ISO_8859_1);
    }

    private static void shake(TcpClient client, SSLContext context, String... versions) {
        assertThat(catchThrowable(
                        () -> client.secured(context, "localhost", versions).line()))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void alert_of_a_client_that_does_not_trust_the_certificate_names_the_file_to_trust(String version) {
        try (FakeSmtpServer server = server();
                TcpClient client = new TcpClient(server.port())) {
            shake(client, TestAuthority.stranger(), version);
            assertLogged("the client does not trust the certificate (it says certificate_unknown); " + trust());
        }
    }

    @Test
    void alert_that_comes_in_the_clear_under_tls_1_3_is_understood() throws SSLException {
        try (FakeSmtpServer server = server();
                TcpClient client = new TcpClient(server.port())) {
            client.send(hello("TLSv1.3"));
            // OpenSSL has no keys yet when it does not like the certificate.
            client.sendSingly("\25\3\3\0\2\2\60").untilItEnds();
            assertLogged("the client does not trust the certificate (it says unknown_ca); " + trust());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "42, bad_certificate, true",
        "43, unsupported_certificate, true",
        "45, certificate_expired, true",
        "40, handshake_failure, false",
        "70, protocol_version, false",
        "199, alert 199, false"
    })
    void each_alert_has_its_name(int number, String name, boolean distrust) throws SSLException {
        try (FakeSmtpServer server = server();
                TcpClient client = new TcpClient(server.port())) {
            client.send(hello("TLSv1.2")).send("\25\3\3\0\2\2" + (char) number).untilItEnds();
            assertLogged(
                    distrust
                            ? "the client does not trust the certificate (it says " + name + "); " + trust()
                            : "the client gives up (it says " + name + ")");
        }
    }

    @ParameterizedTest
    @SuppressWarnings("try") // the client goes before the block ends
    @CsvSource({"TLSv1.2, false", "TLSv1.3, false", "TLSv1.2, true", "TLSv1.3, true"})
    void client_that_closes_when_it_has_the_certificate_may_not_trust_it(String version, boolean reset)
            throws Exception {
        try (FakeSmtpServer server = server();
                TcpClient client = new TcpClient(server.port())) {
            client.send(hello(version));
            assertThat(client.socket().getInputStream().read()).isEqualTo(22);
            await().until(() -> client.socket().getInputStream().available() > 500);
            if (reset) {
                client.reset();
            }
            client.close();
            assertLogged(UNTRUSTED + trust());
        }
    }

    @ParameterizedTest
    @SuppressWarnings("try") // the client goes before the block ends
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void client_that_closes_right_behind_the_handshake_may_not_trust_the_certificate(String version) {
        try (FakeSmtpServer server = server();
                TcpClient client = new TcpClient(server.port())) {
            assertThat(client.secured(TestAuthority.client(), "localhost", version)
                            .line())
                    .startsWith("220");
            client.close();
            assertLogged(UNTRUSTED + trust());
        }
    }

    @SuppressWarnings("try") // the client goes before the block ends
    @Test
    void client_that_says_goodbye_or_something_else_before_it_closes_trusts_the_certificate() {
        try (FakeSmtpServer server = server()) {
            try (TcpClient client = new TcpClient(server.port()).secured(TestAuthority.client(), "localhost")) {
                client.line();
            }
            TcpClient plain = new TcpClient(server.port());
            TcpClient client = plain.secured(TestAuthority.client(), "localhost");
            client.line();
            client.ask("NOOP");
            plain.close();
            server.close();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void without_a_file_the_advice_is_to_have_one() {
        try (FakeSmtpServer server =
                        TestServer.started(TestServer.plugin("none", (own, hooks) -> {}), "tls.mode", "implicit");
                TcpClient client = new TcpClient(server.port())) {
            shake(client, TestAuthority.stranger());
            assertLogged("the client does not trust the certificate (it says certificate_unknown);"
                    + " set tls.ca-file, and have it trust the one in that file");
        }
    }

    @Test
    void issuer_of_a_certificate_of_ones_own_is_named() {
        Path own = folder.resolve("own.pem");
        String issuer =
                TestAuthority.writeSelfSigned(own).getIssuerX500Principal().getName();
        try (FakeSmtpServer server = server("tls.certificate", own.toString());
                TcpClient client = new TcpClient(server.port())) {
            shake(client, TestAuthority.stranger());
            assertLogged("the client does not trust the certificate (it says certificate_unknown);"
                    + " it has to trust the issuer, " + issuer);
        }
    }

    @Test
    void certificate_that_a_rule_shows_is_to_be_refused() {
        try (FakeSmtpServer server = server("fault.x.on", "TLS", "fault.x.answer", "certificate expired then proceed");
                TcpClient client = new TcpClient(server.port())) {
            shake(client, TestAuthority.client());
            // Newer Javas say certificate_expired.
            await().untilAsserted(() -> assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .matches(".* the client does not trust the certificate \\(it says certificate_(unknown|expired)\\);"
                            + " a rule has shown it a wrong one"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EHLO c.test\\r\\n      | the client speaks in the clear, and not TLS
            GET / HTTP/1.1\\r\\n   | the client speaks in the clear, and not TLS
            \\377\\1\\2\\3\\4\\5\\6\\7  | the client does not speak TLS
            \\0\\0\\0\\0\\0\\0\\0\\0  | the client does not speak TLS
            """)
    void what_is_no_tls_is_told(String octets, String reason) {
        try (FakeSmtpServer server = server();
                TcpClient client = new TcpClient(server.port())) {
            client.send(octets.translateEscapes()).untilItEnds();
            assertLogged(reason);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, before it said anything", "60, before it had the certificate"})
    void client_that_closes_before_it_has_the_certificate_is_told(int octets, String when) throws SSLException {
        try (FakeSmtpServer server = server();
                TcpClient client = new TcpClient(server.port())) {
            client.send(hello("TLSv1.2").substring(0, octets)).finish().untilItEnds();
            assertLogged("the client closed the connection " + when);
        }
    }

    @Test
    void no_version_in_common_is_told() {
        try (FakeSmtpServer server = server("tls.protocols", "1.3");
                TcpClient client = new TcpClient(server.port())) {
            shake(client, TestAuthority.client(), "TLSv1.2");
            assertLogged("client and server have no version of TLS in common");
        }
    }

    @Test
    void no_cipher_suite_in_common_is_told() throws Exception {
        try (FakeSmtpServer server = server("tls.ciphers", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
                TcpClient client = new TcpClient(server.port());
                SSLSocket secured = (SSLSocket) TestAuthority.client()
                        .getSocketFactory()
                        .createSocket(client.socket(), "localhost", server.port(), false)) {
            secured.setEnabledProtocols(new String[] {"TLSv1.2"});
            secured.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
            assertThat(catchThrowable(secured::startHandshake)).isNotNull();
            assertLogged("client and server have no cipher suite in common");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void certificate_of_the_client_that_is_missing_is_told(String version) {
        try (FakeSmtpServer server = server("tls.client-auth", "require");
                TcpClient client = new TcpClient(server.port())) {
            shake(client, TestAuthority.client(), version);
            assertLogged("the client shows no certificate, which tls.client-auth = require demands");
        }
    }
}
