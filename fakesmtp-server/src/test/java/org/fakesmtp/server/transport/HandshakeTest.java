package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.server.HoldingSocket;
import org.fakesmtp.server.TcpClient;
import org.fakesmtp.server.tls.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes that take their time or come to nothing, and how sessions end in TLS. */
class HandshakeTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Rig rig(String... settings) {
        Rig rig = new Rig().set("limit.handshake-time", "30s").set("tls.mode", "starttls");
        for (int i = 0; i < settings.length; i += 2) {
            rig.set(settings[i], settings[i + 1]);
        }
        return rig;
    }

    private static TcpClient secured(Rig rig, String... versions) {
        return rig.client().secured(TestAuthority.client(), "mx.test", versions);
    }

    private static TcpClient inHandshake(Rig rig) {
        TcpClient client = rig.greeted();
        client.ask("EHLO c.test");
        client.ask("STARTTLS");
        return client;
    }

    @Test
    void handshake_after_starttls_has_a_time() {
        try (Rig rig = rig().start();
                TcpClient client = inHandshake(rig)) {
            assertEndsAtTheLimit(rig, client);
        }
    }

    @Test
    void handshake_with_the_connection_has_a_time() {
        try (Rig rig = rig("tls.mode", "implicit").start();
                TcpClient client = rig.client()) {
            client.send("\u0016\u0003\u0001");
            await().until(() -> rig.connections().size() == 1);
            assertEndsAtTheLimit(rig, client);
        }
    }

    private static void assertEndsAtTheLimit(Rig rig, TcpClient client) {
        rig.timers.advance(LIMIT.minusSeconds(2));
        assertThat(rig.connections()).hasSize(1);
        await().until(() -> {
            rig.timers.advance(Duration.ofSeconds(3));
            return rig.connections().isEmpty();
        });
        assertThat(client.untilItEnds()).isEmpty();
    }

    @Test
    void proxy_header_has_a_time() {
        try (Rig rig = rig("proxy.trusted", "127.0.0.1").start();
                TcpClient client = rig.client()) {
            client.send("PROXY ");
            Thread reader = new Thread(client::untilItEnds);
            reader.start();
            await().until(() -> {
                rig.timers.advance(Duration.ofSeconds(10));
                return !reader.isAlive();
            });
            assertThat(rig.connections()).isEmpty();
        }
    }

    @Test
    void command_that_comes_with_the_end_of_the_handshake_is_answered_after_the_banner() throws Exception {
        try (Rig rig = rig("tls.mode", "implicit").start();
                HoldingSocket socket = new HoldingSocket(rig.port());
                TcpClient plain = new TcpClient(socket)) {
            socket.holdAfterNextRead();
            try (TcpClient client = plain.secured(TestAuthority.client(), "mx.test", "TLSv1.3")) {
                client.send("NOOP\r\n");
                socket.release();
                assertThat(client.line()).startsWith("220 ");
                assertThat(client.line()).startsWith("250 ");
            }
        }
    }

    @Test
    void session_in_tls_outlasts_the_time_of_a_handshake() {
        try (Rig rig = rig("tls.mode", "implicit").start();
                TcpClient client = secured(rig)) {
            client.line();
            rig.timers.advance(LIMIT.multipliedBy(2));
            assertThat(client.ask("NOOP")).startsWith("250");
        }
    }

    @Test
    void stalled_handshakes_harm_nobody_else() {
        List<TcpClient> stalled = new CopyOnWriteArrayList<>();
        try (Rig rig = rig("tls.mode", "implicit").start()) {
            for (int i = 0; i < 50; i++) {
                stalled.add(rig.client().send("\u0016\u0003\u0001"));
            }
            try (TcpClient client = secured(rig)) {
                client.line();
                assertThat(client.ask("NOOP")).startsWith("250");
            }
        } finally {
            stalled.forEach(TcpClient::close);
        }
    }

    @Test
    void client_that_leaves_within_its_handshake_leaves_nothing() {
        List<String> ends = new CopyOnWriteArrayList<>();
        try (Rig rig = rig().observer(noting(ends)).start();
                TcpClient client = inHandshake(rig)) {
            client.finish();
            await().until(() -> rig.connections().isEmpty() && rig.timers.pending() == 0);
            await().until(() -> ends.equals(List.of("opened", "closed")));
        }
    }

    @Test
    void client_that_speaks_in_the_clear_behind_starttls_leaves_nothing() {
        List<String> ends = new CopyOnWriteArrayList<>();
        try (Rig rig = rig().observer(noting(ends)).start();
                TcpClient client = rig.greeted()) {
            client.send("STARTTLS\r\nNOOP\r\n");
            assertThat(client.untilItEnds()).allMatch(line -> line.startsWith("220"));
            await().until(() -> ends.equals(List.of("opened", "closed")));
            assertThat(rig.connections()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "EHLO c.test\r\n", "\u0016\u0003\u0001\u0000\u0005AAAAA"})
    void session_that_never_began_is_shown_to_nobody(String octets) {
        List<String> ends = new CopyOnWriteArrayList<>();
        try (Rig rig = rig("tls.mode", "implicit").observer(noting(ends)).start();
                TcpClient client = rig.client().send(octets)) {
            assertThat(client.untilItEnds()).isEmpty();
            client.finish();
            await().until(() -> rig.connections().isEmpty());
            assertThat(ends).isEmpty();
        }
    }

    private static SessionObserver noting(List<String> ends) {
        return new SessionObserver() {
            @Override
            public void opened(SessionFacts session) {
                ends.add("opened");
            }

            @Override
            public void closed(SessionFacts session) {
                ends.add("closed");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void client_without_a_certificate_is_told_why_it_is_refused(String version) {
        try (Rig rig = rig("tls.mode", "implicit", "tls.client-auth", "require").start();
                TcpClient plain = rig.client()) {
            Throwable told = catchThrowable(() ->
                    plain.secured(TestAuthority.client(), "mx.test", version).line());
            assertThat(told).hasStackTraceContaining("Received fatal alert: ");
            await().until(() -> {
                rig.timers.advance(Wire.DRAIN_TIME);
                return rig.connections().isEmpty();
            });
        }
    }

    @Test
    void server_that_stops_does_not_wait_for_a_handshake() {
        Rig rig = rig("tls.mode", "implicit").start();
        try (TcpClient client = rig.client().send("\u0016\u0003\u0001")) {
            await().until(() -> rig.connections().size() == 1);
            rig.close();
            assertThat(client.untilItEnds()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void close_notify_within_a_message_ends_it_and_nothing_is_stored(String version) throws Exception {
        List<String> stored = new CopyOnWriteArrayList<>();
        Rig rig = rig("tls.mode", "implicit").sink(message -> {
            stored.add(message.id());
            return Delivery.taken();
        });
        try (rig;
                HoldingSocket socket = new HoldingSocket(rig.start().port());
                TcpClient plain = new TcpClient(socket);
                TcpClient client = plain.secured(TestAuthority.client(), "mx.test", version)) {
            client.line();
            client.send(Rig.TO_DATA + "half a message\r\n");
            client.reply();
            socket.hold();
            Thread closing = new Thread(client::finish);
            closing.start();
            await().until(() -> socket.held() > 0);
            socket.holdToo(".\r\nQUIT\r\n");
            socket.release();
            await().until(() -> rig.connections().isEmpty());
            closing.join();
            assertThat(stored).isEmpty();
        }
    }

    @Test
    void replies_are_given_though_the_client_has_ended_its_side() {
        try (Rig rig = rig("tls.mode", "implicit")
                        .rule("NOOP", "pause 30s then proceed")
                        .start();
                TcpClient client = secured(rig, "TLSv1.3")) {
            client.line();
            client.send("NOOP\r\n");
            await().until(() -> rig.timers.pending() == 1);
            client.finish();
            rig.timers.advance(Duration.ofSeconds(30));
            assertThat(client.rest()).containsExactly("250 2.0.0 Ok");
            await().until(() -> rig.connections().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void client_reads_the_last_reply_though_it_sent_much_behind_it(String version) {
        try (Rig rig = rig("tls.mode", "implicit").start();
                TcpClient client = secured(rig, version)) {
            client.line();
            client.send("QUIT\r\n" + "x".repeat(100_000));
            assertThat(client.rest()).singleElement().asString().startsWith("221 ");
        }
    }
}
