package org.fakesmtp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.server.tls.TestAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners of every kind in one server: plain, STARTTLS, implicit TLS, LMTP, and one behind a load balancer. */
class ManyListenersTest {

    private static final String PROXY = "PROXY TCP4 192.0.2.7 198.51.100.1 50000 25\r\n";

    private final Taking sink = new Taking();

    private FakeSmtpServer server;

    @BeforeEach
    void start() {
        server = TestServer.started(
                Map.ofEntries(
                        Map.entry("tls.mode", "off"),
                        Map.entry("listener.starttls.address", "127.0.0.1:0"),
                        Map.entry("listener.starttls.tls.mode", "starttls"),
                        Map.entry("listener.starttls.tls.required", "on"),
                        Map.entry("listener.implicit.address", "127.0.0.1:0"),
                        Map.entry("listener.implicit.tls.mode", "implicit"),
                        Map.entry("listener.lmtp.address", "127.0.0.1:0"),
                        Map.entry("listener.lmtp.protocol", "lmtp"),
                        Map.entry("listener.lmtp.auth.mechanisms", "PLAIN"),
                        Map.entry("listener.balanced.address", "127.0.0.1:0"),
                        Map.entry("listener.balanced.tls.mode", "implicit"),
                        Map.entry("listener.balanced.proxy.trusted", "127.0.0.0/8, ::1"),
                        Map.entry("reject.full.on", "MESSAGE"),
                        Map.entry("reject.full.when.listener", "lmtp"),
                        Map.entry("reject.full.when.recipient", "full@x.test"),
                        Map.entry("reject.full.reply", "452 4.2.2 ${recipient} is full"),
                        Map.entry("reject.away.on", "MAIL"),
                        Map.entry("reject.away.when.client", "192.0.2.0/24"),
                        Map.entry("reject.away.when.argument", "*away@*"),
                        Map.entry("reject.away.reply", "450 4.7.1 ${client} comes from far away")),
                sink);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String sent(TcpClient client, String greeting) {
        client.ask(greeting + " c.test");
        client.ask("MAIL FROM:<a@x.test>");
        client.ask("RCPT TO:<b@x.test>");
        client.ask("DATA");
        return client.ask("hello\r\n.");
    }

    @Test
    void each_takes_messages_in_its_own_way_at_once() throws InterruptedException {
        SSLContext trusting = TestAuthority.client();
        try (TcpClient plain = new TcpClient(server.port("default"));
                TcpClient clear = new TcpClient(server.port("starttls"));
                TcpClient implicit = new TcpClient(server.port("implicit")).secured(trusting, "localhost");
                TcpClient lmtp = new TcpClient(server.port("lmtp"));
                TcpClient balanced =
                        new TcpClient(server.port("balanced")).send(PROXY).secured(trusting, "localhost")) {
            List.of(plain, clear, implicit, lmtp, balanced)
                    .forEach(client -> assertThat(client.line()).startsWith("220 localhost"));
            clear.ask("EHLO c.test");
            clear.ask("STARTTLS");
            try (TcpClient starttls = clear.secured(trusting, "localhost")) {
                assertThat(sent(plain, "EHLO")).startsWith("250");
                assertThat(sink.facts()).extracting(SessionFacts::protocol).isEqualTo("ESMTP");
                assertThat(sent(starttls, "EHLO")).startsWith("250");
                assertThat(sink.facts()).extracting(SessionFacts::protocol).isEqualTo("ESMTPS");
                assertThat(sent(implicit, "EHLO")).startsWith("250");
                assertThat(sink.facts().tls()).map(SessionFacts.Tls::version).hasValue("TLSv1.3");
                assertThat(sent(lmtp, "LHLO")).startsWith("250");
                assertThat(sink.facts()).extracting(SessionFacts::protocol).isEqualTo("LMTP");
                assertThat(sent(balanced, "EHLO")).startsWith("250");
                assertThat(sink.facts().client()).hasToString("/192.0.2.7:50000");
            }
        }
    }

    @Test
    void mechanisms_are_those_of_the_listener() {
        try (TcpClient plain = new TcpClient(server.port("default"));
                TcpClient lmtp = new TcpClient(server.port("lmtp"))) {
            plain.line();
            lmtp.line();
            plain.ask("EHLO c.test");
            lmtp.ask("LHLO c.test");
            assertThat(plain.ask("AUTH LOGIN")).startsWith("334");
            assertThat(lmtp.ask("AUTH LOGIN")).startsWith("504");
            assertThat(lmtp.ask("AUTH PLAIN AHUA")).startsWith("235");
        }
    }

    @Test
    void lmtp_answers_for_each_recipient() {
        try (TcpClient client = new TcpClient(server.port("lmtp"))) {
            client.line();
            client.ask("LHLO c.test");
            client.ask("MAIL FROM:<a@x.test>");
            List.of("b@x.test", "full@x.test", "c@x.test").forEach(to -> client.ask("RCPT TO:<" + to + ">"));
            client.ask("DATA");
            assertThat(client.ask("hello\r\n.")).startsWith("250 2.0.0");
            assertThat(client.line()).isEqualTo("452 4.2.2 full@x.test is full");
            assertThat(client.line()).startsWith("250 2.0.0");
            assertThat(client.ask("QUIT")).startsWith("221");
        }
    }

    @Test
    void rules_see_the_address_behind_the_balancer() {
        try (TcpClient client =
                new TcpClient(server.port("balanced")).send(PROXY).secured(TestAuthority.client(), "localhost")) {
            client.line();
            client.ask("EHLO c.test");
            assertThat(client.ask("MAIL FROM:<away@x.test>")).isEqualTo("450 4.7.1 192.0.2.7 comes from far away");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PIPELINING",
                "8BITMIME",
                "SIZE",
                "STARTTLS",
                "AUTH",
                "CHUNKING",
                "BINARYMIME",
                "DSN",
                "SMTPUTF8",
                "ENHANCEDSTATUSCODES",
                "HELP"
            })
    void extension_is_off_for_the_listener_that_says_so_and_on_for_the_other(String keyword) {
        String setting = "extension." + keyword.toLowerCase(Locale.ROOT);
        Map<String, String> settings = Map.of(
                "listen",
                "127.0.0.1:0",
                "tls.mode",
                "starttls",
                "listener.without.address",
                "127.0.0.1:0",
                "listener.without." + setting,
                "off",
                "listener.with.address",
                "127.0.0.1:0",
                "listener.with." + setting,
                "on");
        try (FakeSmtpServer several = TestServer.started(settings, sink)) {
            assertThat(keywords(several, "default")).contains(keyword);
            assertThat(keywords(several, "without")).isNotEmpty().doesNotContain(keyword);
            assertThat(keywords(several, "with")).contains(keyword);
        }
        try (FakeSmtpServer off = TestServer.started(with(settings, setting), sink)) {
            assertThat(keywords(off, "default")).isNotEmpty().doesNotContain(keyword);
            assertThat(keywords(off, "with")).contains(keyword);
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String off) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(off, "off");
        return more;
    }

    private static List<String> keywords(FakeSmtpServer server, String listener) {
        try (TcpClient client = new TcpClient(server.port(listener))) {
            client.line();
            return client.send("EHLO c.test\r\n").reply().stream()
                    .skip(1)
                    .map(line -> line.substring(4).split(" ", 2)[0])
                    .toList();
        }
    }

    @Test
    void header_of_anyone_else_is_no_command() {
        try (TcpClient client = new TcpClient(server.port("default"))) {
            client.line();
            assertThat(client.ask(PROXY.strip())).startsWith("500");
        }
    }

    @Test
    void balancer_that_sends_no_header_is_cut_off() {
        try (TcpClient client = new TcpClient(server.port("balanced"))) {
            client.send("EHLO c.test\r\n");
            assertThat(client.untilItEnds()).isEmpty();
        }
    }

    @Test
    void binary_header_may_stand_before_starttls() throws Exception {
        byte[] header = {
            '\r',
            '\n',
            '\r',
            '\n',
            0,
            '\r',
            '\n',
            'Q',
            'U',
            'I',
            'T',
            '\n',
            0x21,
            0x11,
            0,
            12,
            (byte) 192,
            0,
            2,
            9,
            (byte) 198,
            51,
            100,
            1,
            (byte) 0xC3,
            0x50,
            0,
            25
        };
        try (FakeSmtpServer balanced = TestServer.started(sink, "tls.mode", "starttls", "proxy.trusted", "127.0.0.1");
                TcpClient clear = new TcpClient(balanced.port())) {
            clear.sendSingly(new String(header, ISO_8859_1));
            clear.line();
            clear.ask("EHLO c.test");
            clear.ask("STARTTLS");
            try (TcpClient client = clear.secured(TestAuthority.client(), "localhost")) {
                assertThat(sent(client, "EHLO")).startsWith("250");
                assertThat(sink.facts().clientAddress()).isEqualTo("192.0.2.9");
            }
        }
    }
}
