package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.server.tls.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STARTTLS (RFC 3207), over TCP. */
class StartTlsTest {

    private static final String MESSAGE = "MAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\nDATA\r\nhello\r\n.\r\n";

    private final Taking sink = new Taking();

    private FakeSmtpServer server(String... settings) {
        return TestServer.started(sink, withStartTls(settings));
    }

    private static String[] withStartTls(String... settings) {
        return Stream.concat(Stream.of("tls.mode", "starttls"), Arrays.stream(settings))
                .toArray(String[]::new);
    }

    /** A client that has read the banner, and the reply to EHLO. */
    private static TcpClient greeted(FakeSmtpServer server) {
        TcpClient client = new TcpClient(server.port());
        client.line();
        client.ask("EHLO c.test");
        return client;
    }

    private static TcpClient secured(FakeSmtpServer server, String... versions) {
        TcpClient client = greeted(server);
        assertThat(client.ask("STARTTLS")).isEqualTo("220 2.0.0 Ready to start TLS");
        return client.secured(TestAuthority.client(), "localhost", versions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void session_goes_on_in_tls(String version) throws InterruptedException {
        try (FakeSmtpServer server = server();
                TcpClient client = secured(server, version)) {
            client.ask("EHLO c.test");
            assertThat(client.send(MESSAGE).line()).startsWith("250");

            SessionFacts session = sink.facts();
            assertThat(session.tls()).map(SessionFacts.Tls::version).hasValue(version);
            assertThat(session.tls())
                    .map(SessionFacts.Tls::cipher)
                    .hasValueSatisfying(cipher -> assertThat(cipher).startsWith("TLS_"));
            assertThat(session.protocol()).isEqualTo("ESMTPS");
        }
    }

    @ParameterizedTest
    @CsvSource({"starttls,on,true", "starttls,off,false", "off,on,false", "implicit,on,false"})
    void starttls_is_announced_where_it_can_be_used(String mode, String extension, boolean announced) {
        try (FakeSmtpServer server = server("tls.mode", mode, "extension.starttls", extension);
                TcpClient plain = new TcpClient(server.port());
                TcpClient client =
                        mode.equals("implicit") ? plain.secured(TestAuthority.client(), "localhost") : plain) {
            client.line();
            assertThat(client.send("EHLO c.test\r\n").reply().contains("250-STARTTLS"))
                    .isEqualTo(announced);
        }
    }

    @Test
    void what_was_said_in_the_clear_is_forgotten() {
        try (FakeSmtpServer server = server();
                TcpClient clear = greeted(server)) {
            clear.ask("MAIL FROM:<a@x.test>");
            clear.ask("RSET");
            clear.ask("AUTH PLAIN AHVzZXIAc2VjcmV0");
            clear.ask("STARTTLS");
            try (TcpClient client = clear.secured(TestAuthority.client(), "localhost")) {
                assertThat(client.ask("MAIL FROM:<a@x.test>")).startsWith("503 5.5.1");
                List<String> extensions = client.send("EHLO c.test\r\n").reply();
                assertThat(extensions).doesNotContain("250-STARTTLS").anyMatch(line -> line.startsWith("250-AUTH"));
                assertThat(client.ask("STARTTLS")).isEqualTo("503 5.5.1 TLS is active already");
            }
        }
    }

    @Test
    void credentials_are_asked_for_in_tls_only_where_they_require_it() {
        try (FakeSmtpServer server = server("auth.requires-tls", "on");
                TcpClient clear = new TcpClient(server.port())) {
            clear.line();
            assertThat(clear.send("EHLO c.test\r\n").reply()).noneMatch(line -> line.contains("AUTH"));
            clear.ask("STARTTLS");
            try (TcpClient client = clear.secured(TestAuthority.client(), "localhost")) {
                assertThat(client.send("EHLO c.test\r\n").reply()).anyMatch(line -> line.startsWith("250-AUTH"));
                assertThat(client.ask("AUTH PLAIN AHVzZXIAc2VjcmV0")).startsWith("235");
            }
        }
    }

    @Test
    void nothing_is_taken_in_the_clear_where_tls_is_required() {
        try (FakeSmtpServer server = server("tls.required", "on");
                TcpClient clear = greeted(server)) {
            assertThat(clear.ask("MAIL FROM:<a@x.test>")).isEqualTo("530 5.7.0 Must issue a STARTTLS command first");
            assertThat(clear.ask("NOOP")).startsWith("250");
            clear.ask("STARTTLS");
            try (TcpClient client = clear.secured(TestAuthority.client(), "localhost")) {
                client.ask("EHLO c.test");
                assertThat(client.send(MESSAGE).line()).startsWith("250");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP\r\n", "EHLO c.test\r\nMAIL FROM:<a@x.test>\r\n", "N"})
    void what_stands_behind_starttls_in_the_clear_is_never_obeyed(String injected) {
        try (FakeSmtpServer server = server();
                TcpClient client = greeted(server)) {
            client.send("STARTTLS\r\n" + injected);
            assertThat(client.untilItEnds()).allMatch(line -> line.startsWith("220 "));
        }
    }

    @Test
    void what_comes_in_the_clear_is_never_obeyed_wherever_the_segments_are_cut() {
        String sent = "STARTTLS\r\nEHLO c.test\r\nMAIL FROM:<a@x.test>\r\n";
        try (FakeSmtpServer server = server()) {
            for (int cut = 1; cut < sent.length(); cut++) {
                try (TcpClient client = greeted(server)) {
                    client.tryToSend(sent.substring(0, cut)).tryToSend(sent.substring(cut));
                    // After the 220 only an alert of TLS may come.
                    assertThat(client.untilItEnds())
                            .as("cut at %s", cut)
                            .noneMatch(line -> line.matches("(?!220 )\\d{3}[ -].*"));
                }
            }
        }
    }

    @Test
    void what_comes_in_the_clear_while_a_plugin_thinks_about_the_handshake_is_never_obeyed() {
        CountDownLatch injected = new CountDownLatch(1);
        Plugin slow = TestServer.plugin(
                "slow",
                (own, hooks) -> hooks.answer(Stage.TLS, exchange -> {
                    assertThat(injected.await(20, TimeUnit.SECONDS)).isTrue();
                    return Answer.proceed();
                }));
        try (FakeSmtpServer server = TestServer.started(slow, withStartTls());
                TcpClient client = greeted(server)) {
            client.send("STARTTLS\r\n").send("EHLO c.test\r\n");
            injected.countDown();
            assertThat(client.untilItEnds()).noneMatch(line -> line.matches("(?!220 )\\d{3}[ -].*"));
        }
    }

    @Test
    void plugin_may_think_about_the_handshake_while_the_reply_goes_out() throws InterruptedException {
        Plugin asked =
                TestServer.plugin("asked", (own, hooks) -> hooks.answer(Stage.TLS, exchange -> Answer.proceed()));
        try (FakeSmtpServer server = TestServer.started(Map.of("tls.mode", "starttls"), asked, sink);
                TcpClient client = secured(server)) {
            client.ask("EHLO c.test");
            assertThat(client.send(MESSAGE).line()).startsWith("250");
            assertThat(sink.facts().tls()).isPresent();
        }
    }

    @Test
    void what_comes_in_the_clear_octet_by_octet_is_never_obeyed() {
        try (FakeSmtpServer server = server();
                TcpClient client = greeted(server)) {
            client.tryToSendSingly("STARTTLS\r\nNOOP\r\nEHLO c.test\r\nMAIL FROM:<a@x.test>\r\n");
            assertThat(client.untilItEnds()).allMatch(line -> line.startsWith("220 ") || !line.matches("\\d{3}.*"));
        }
    }

    @Test
    void what_comes_in_the_clear_while_a_rule_pauses_is_never_obeyed() {
        try (FakeSmtpServer server = server("delay.x.on", "STARTTLS", "delay.x.time", "100ms");
                TcpClient client = greeted(server)) {
            client.send("STARTTLS\r\n").send("NOOP\r\n");
            assertThat(client.untilItEnds()).allMatch(line -> line.startsWith("220 "));
        }
    }

    @Test
    void what_comes_in_the_clear_in_place_of_a_handshake_ends_the_connection() {
        try (FakeSmtpServer server = server();
                TcpClient client = greeted(server)) {
            client.ask("STARTTLS");
            client.send("EHLO c.test\r\nMAIL FROM:<a@x.test>\r\n");
            assertThat(client.untilItEnds()).noneMatch(line -> line.matches("\\d{3}.*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void name_in_the_certificate_of_a_client_is_known(String version) throws InterruptedException {
        try (FakeSmtpServer server = server("tls.client-auth", "want");
                TcpClient clear = greeted(server)) {
            clear.ask("STARTTLS");
            try (TcpClient client = clear.secured(TestAuthority.clientNamed("c.test"), "localhost", version)) {
                client.ask("EHLO c.test");
                client.send(MESSAGE);
                assertThat(sink.facts().tls()).flatMap(SessionFacts.Tls::client).hasValue("CN=c.test");
            }
        }
    }

    @Test
    void command_may_come_with_the_last_octets_of_the_handshake() throws Exception {
        try (FakeSmtpServer server = server();
                HoldingSocket socket = new HoldingSocket(server.port());
                TcpClient clear = new TcpClient(socket)) {
            clear.line();
            clear.ask("EHLO c.test");
            clear.ask("STARTTLS");
            socket.holdAfterNextRead();
            try (TcpClient client = clear.secured(TestAuthority.client(), "localhost", "TLSv1.3")) {
                client.send("EHLO c.test\r\n" + MESSAGE);
                socket.release();
                assertThat(sink.facts().tls()).map(SessionFacts.Tls::version).hasValue("TLSv1.3");
            }
        }
    }

    @Test
    void client_that_trusts_nobody_harms_nobody_else() {
        try (FakeSmtpServer server = server();
                TcpClient other = secured(server);
                TcpClient client = greeted(server)) {
            client.ask("STARTTLS");
            assertThat(catchThrowable(() -> client.secured(TestAuthority.stranger(), "localhost")))
                    .isNotNull();
            assertThat(other.ask("NOOP")).startsWith("250");
            try (TcpClient next = secured(server)) {
                assertThat(next.ask("NOOP")).startsWith("250");
            }
        }
    }

    @Test
    void end_of_a_session_is_told_by_close_notify() {
        try (FakeSmtpServer server = server();
                TcpClient client = secured(server, "TLSv1.3")) {
            assertThat(client.ask("QUIT")).startsWith("221");
            assertThat(client.line()).isEqualTo("(closes)");
        }
    }
}
