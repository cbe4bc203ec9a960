package org.fakesmtp.server.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.server.TcpClient;
import org.fakesmtp.text.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules order, as it comes over the wire. */
class FaultTest {

    private static final String BANNER = "220 mx.test ESMTP fakesmtp\r\n";

    private static Rig rig(String stage, String answer) {
        return new Rig().rule(stage, answer);
    }

    /** So many octets, one char for each. */
    private static String octets(TcpClient client, int count) throws IOException {
        return new String(client.socket().getInputStream().readNBytes(count), ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "proceed with bare-lf | 250 2.0.0 Ok\\n",
                "proceed with twice | 250 2.0.0 Ok\\r\\n250 2.0.0 Ok\\r\\n",
                "proceed with code 999 | 999 2.0.0 Ok\\r\\n",
                "proceed with no-line-end | 250 2.0.0 Ok",
                "proceed with mixed-codes | 550-2.0.0 Ok\\r\\n250 2.0.0 Ok\\r\\n",
                "proceed with unfinished | 250-2.0.0 Ok\\r\\n",
                "proceed with no-digits | Ok\\r\\n",
                "proceed with oversized 20 | 250 2.0.0 Okxxxxxxxx\\r\\n",
                "proceed with 8bit | 250 2.0.0 Ok \\xE9\\xE8\\xFC\\xDF\\r\\n",
                "send \"\\0\\xFF\\r\\n\" | \\0\\xFF\\r\\n",
                "proceed with nul then send \"x\" | 250 2.0.0 \\0Ok\\r\\nx",
            })
    void octets_come_as_they_were_ordered(String answer, String expected) throws IOException {
        String octets = Octets.parse(expected);
        try (Rig rig = rig("NOOP", answer).start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\n");
            assertThat(octets(client, octets.length())).isEqualTo(octets);
            client.send("RSET\r\n");
            assertThat(client.line()).isEqualTo("250 2.0.0 Ok");
        }
    }

    @Test
    void close_is_fin_after_what_was_sent() throws IOException {
        try (Rig rig = rig("NOOP", "reply 451 4.3.0 \"Bye then\" then close").start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\nNOOP\r\n");
            assertThat(client.rest()).containsExactly("451 4.3.0 Bye then");
        }
    }

    @Test
    void cut_is_fin_without_a_word() {
        try (Rig rig = rig("NOOP", "cut").start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\n");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void reset_is_rst() {
        try (Rig rig = rig("NOOP", "reset").start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\n");
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> octets(client, 1))
                    .withMessage("Connection reset");
            await().until(() -> rig.connections().isEmpty());
        }
    }

    @Test
    void half_close_is_fin_and_input_is_read() {
        AtomicLong messages = new AtomicLong();
        try (Rig rig = rig("RCPT", "accept then half-close")
                        .sink(message -> {
                            messages.incrementAndGet();
                            return Delivery.taken();
                        })
                        .start();
                TcpClient client = rig.greeted()) {
            client.send("HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\n");
            assertThat(client.rest()).containsExactly("250 mx.test", "250 2.1.0 Sender ok");
            client.send("DATA\r\nhello\r\n.\r\n");
            await().until(() -> messages.get() == 1);
        }
    }

    @Test
    void hang_reads_and_says_nothing_and_goes_on_after_its_time() throws IOException {
        try (Rig rig = rig("NOOP", "hang 30s then proceed").start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\n");
            await().until(() -> rig.timers.pending() == 1);
            client.send("RSET\r\n".repeat(20_000));
            await().until(() -> rig.connection().received() >= 120_000);
            assertSilent(client);
            rig.timers.advance(ofSeconds(30));
            assertThat(client.line()).isEqualTo("250 2.0.0 Ok");
            assertSilent(client);
        }
    }

    @Test
    void hang_ends_when_the_client_goes() {
        try (Rig rig = rig("NOOP", "hang").start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\n");
            client.reset();
            await().until(() -> rig.connections().isEmpty());
        }
    }

    @Test
    void stall_reads_nothing() {
        try (Rig rig = rig("NOOP", "stall 30s then proceed").start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\n");
            await().until(() -> rig.timers.pending() == 1);
            long before = rig.connection().wire().octetsRead();
            client.send("RSET\r\n".repeat(100));
            assertSilent(client);
            assertThat(rig.connection().wire().octetsRead()).isEqualTo(before);
            rig.timers.advance(ofSeconds(30));
            for (int i = 0; i < 101; i++) {
                assertThat(client.line()).isEqualTo("250 2.0.0 Ok");
            }
        }
    }

    @Test
    void dribble_sends_so_many_octets_at_a_time() throws IOException {
        try (Rig rig = rig("NOOP", "proceed with dribble 5 every 500ms").start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\n");
            assertThat(octets(client, 5)).isEqualTo("250 2");
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(ofMillis(499));
            assertSilent(client);
            rig.timers.advance(ofMillis(1));
            assertThat(octets(client, 5)).isEqualTo(".0.0 ");
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(ofMillis(500));
            assertThat(octets(client, 4)).isEqualTo("Ok\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause 2s", "pause 2s..2s", "pause lognormal(2s, 0)"})
    void pause_says_nothing_for_so_long(String pause) {
        try (Rig rig = rig("NOOP", pause + " then proceed").start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\n");
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(ofMillis(1999));
            assertSilent(client);
            rig.timers.advance(ofMillis(1));
            assertThat(client.line()).isEqualTo("250 2.0.0 Ok");
        }
    }

    @Test
    void pause_of_a_range_is_drawn_within_it() {
        try (Rig rig = rig("NOOP", "pause 1s..5s then proceed").start();
                TcpClient client = rig.greeted()) {
            for (int i = 0; i < 3; i++) {
                client.send("NOOP\r\n");
                await().until(() -> rig.timers.pending() == 1);
                rig.timers.advance(ofMillis(999));
                assertSilent(client);
                rig.timers.advance(ofMillis(4001));
                assertThat(client.line()).isEqualTo("250 2.0.0 Ok");
            }
        }
    }

    @Test
    void endless_reply_takes_no_more_memory_than_another_and_ends_with_the_client() throws IOException {
        try (Rig rig = rig("NOOP", "proceed with endless").start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\n");
            assertThat(octets(client, 1_000_000))
                    .startsWith("250-2.0.0 Ok\r\n250-")
                    .doesNotContain("250 ");
            assertThat(rig.connection().unsent()).isLessThanOrEqualTo(Output.FULL + 4 * 1024);
            client.reset();
            await().until(() -> rig.connections().isEmpty());
        }
    }

    @Test
    void content_is_read_slowly() {
        try (Rig rig = rig("CONTENT", "throttle 1KB/s").start();
                TcpClient client = rig.greeted()) {
            for (String line : Rig.TO_DATA.lines().toList()) {
                client.send(line + "\r\n").line();
            }
            client.send("x".repeat(2046) + "\r\n.\r\n");
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(ofMillis(1990));
            assertSilent(client);
            rig.timers.advance(ofMillis(20));
            assertThat(client.line()).startsWith("250 2.0.0 Ok");
        }
    }

    @Test
    void silent_client_is_told_so_once() {
        Rig rig = new Rig();
        rig.idleRule("10s", "send \"421-4.4.2 Still there?\\r\\n\"");
        try (rig;
                TcpClient client = rig.start().greeted()) {
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(ofSeconds(9));
            assertSilent(client);
            rig.timers.advance(ofSeconds(1));
            assertThat(client.line()).isEqualTo("421-4.4.2 Still there?");
            rig.timers.advance(ofSeconds(60));
            client.send("NOOP\r\n");
            assertThat(client.line()).isEqualTo("250 2.0.0 Ok");
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(ofSeconds(10));
            assertThat(client.line()).isEqualTo("421-4.4.2 Still there?");
        }
    }

    @Test
    void client_that_speaks_first_is_known_for_it() {
        Rig rig = new Rig().rule("CONNECT", "send \"220-mx.test\\r\\n\" then pause 6s then proceed");
        rig.whenRule("HELO", "early", "yes", "reply 550 5.5.1 Protocol error");
        try (rig;
                TcpClient client = rig.start().client()) {
            assertThat(client.line()).isEqualTo("220-mx.test");
            client.send("HELO c.test\r\n");
            await().until(() -> rig.connection().received() == 13);
            rig.timers.advance(ofSeconds(6));
            assertThat(client.line()).isEqualTo(BANNER.strip());
            assertThat(client.line()).isEqualTo("550 5.5.1 Protocol error");
        }
    }

    @Test
    void server_that_stops_ends_what_a_rule_waits_for() {
        Rig rig = rig("NOOP", "hang").start();
        TcpClient client = rig.greeted();
        client.send("NOOP\r\n");
        await().until(() -> rig.connection().received() == 6);
        rig.close();
        assertThat(client.line()).startsWith("421 4.3.2");
        client.close();
    }

    private static void assertSilent(TcpClient client) {
        try {
            client.socket().setSoTimeout(50);
            InputStream in = client.socket().getInputStream();
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(in::read);
            client.socket().setSoTimeout(20_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
