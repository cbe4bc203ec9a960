package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.server.TcpClient;
import org.fakesmtp.server.tls.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates that rules order, measured by the clock that the test moves. */
class ThrottleTest {

    private static final long MILLISECOND = 1_000_000;

    /** Notes when the content begins and when the last reply is given. */
    private static final class Times implements SessionObserver {

        private final Rig rig;
        private volatile long begun;
        private volatile long replied;
        private volatile boolean ended;

        Times(Rig rig) {
            this.rig = rig;
        }

        @Override
        public void content(SessionFacts session, Stage by, ByteBuffer block) {
            begun = begun == 0 ? rig.timers.nanoTime() : begun;
        }

        @Override
        public void endOfContent(SessionFacts session, Stage by) {
            ended = true;
        }

        @Override
        public void replied(SessionFacts session, Reply reply) {
            replied = ended ? rig.timers.nanoTime() : 0;
        }

        Duration taken() {
            return Duration.ofNanos(replied - begun);
        }
    }

    private static Rig unlimited() {
        return new Rig().set("limit.size", "0");
    }

    private static void toContent(TcpClient client) {
        for (String line : Rig.TO_DATA.lines().toList()) {
            client.ask(line);
        }
    }

    private static String content(int size) {
        return "x".repeat(size - 2) + "\r\n";
    }

    /** Sends on a thread of its own: the server reads as slowly as it was told to. */
    private static void sendAside(TcpClient client, String octets) {
        Thread sender = new Thread(() -> client.tryToSend(octets));
        sender.setDaemon(true);
        sender.start();
    }

    /** Lets time pass while the server waits for nothing else, until something has happened. */
    private static void passTime(Rig rig, Duration step, BooleanSupplier happened) {
        long patience = System.nanoTime() + 60_000 * MILLISECOND;
        while (!happened.getAsBoolean()) {
            if (rig.timers.pending() > 0) {
                rig.timers.advance(step);
            } else {
                assertThat(System.nanoTime()).isLessThan(patience);
                Thread.onSpinWait();
            }
        }
    }

    private static Duration timeOf(Rig rig, Times times, Duration exact) {
        await().until(() -> times.begun > 0);
        passTime(rig, step(exact), () -> times.replied > 0);
        return times.taken();
    }

    /** A twentieth of what a time may be longer than the exact one. */
    private static Duration step(Duration exact) {
        return Duration.ofNanos(tolerance(exact) / 20);
    }

    private static long tolerance(Duration exact) {
        return Math.max(exact.toNanos() / 20, 100 * MILLISECOND);
    }

    private static void assertInTime(Duration taken, Duration exact) {
        assertThat(taken).isBetween(exact, exact.plusNanos(tolerance(exact)));
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 1KB/s, 1000",
        "4096, 1KB/s, 4000",
        "100, 1B/s, 100000",
        "102400, 20KB/s, 5000",
        "10485760, 5MB/s, 2000"
    })
    void content_takes_the_time_of_its_rate(int size, String rate, long milliseconds) {
        Duration exact = Duration.ofMillis(milliseconds);
        for (boolean chunked : new boolean[] {false, true}) {
            assertInTime(timeOfMessage(size, rate, chunked, false, exact), exact);
            assertInTime(timeOfMessage(size, rate, chunked, true, exact), exact);
        }
    }

    private static Duration timeOfMessage(int size, String rate, boolean chunked, boolean inTls, Duration exact) {
        Rig rig = unlimited().rule("CONTENT", "throttle " + rate).set("tls.mode", inTls ? "implicit" : "off");
        Times times = new Times(rig);
        try (rig;
                TcpClient client = connected(rig.observer(times).start(), inTls)) {
            client.line();
            if (chunked) {
                client.ask("EHLO c.test");
                client.ask("MAIL FROM:<a@x.test>");
                client.ask("RCPT TO:<b@y.test>");
                int first = size / 3;
                sendAside(
                        client,
                        "BDAT " + first + "\r\n" + "y".repeat(first) + "BDAT " + (size - first) + " LAST\r\n"
                                + content(size - first));
            } else {
                toContent(client);
                sendAside(client, content(size) + ".\r\n");
            }
            return timeOf(rig, times, exact);
        }
    }

    private static TcpClient connected(Rig rig, boolean inTls) {
        return inTls ? rig.client().secured(TestAuthority.client(), "mx.test") : rig.client();
    }

    @ParameterizedTest
    @CsvSource({
        "pause 3s then throttle 1KB/s, 5000",
        "throttle 1KB/s then pause 3s then proceed, 5000",
        "throttle 1KB/s then throttle 100KB/s, 2000",
        "throttle 100KB/s then throttle 1KB/s, 2000"
    })
    void waits_and_rates_of_one_answer_add_up_and_the_slowest_rate_holds(String answer, long milliseconds) {
        Rig rig = unlimited().rule("CONTENT", answer);
        assertTakes(Duration.ofMillis(milliseconds), rig, 2048);
    }

    @Test
    void rates_of_two_rules_are_no_faster_than_the_slower_one() {
        Rig rig = unlimited().rule("CONTENT", "throttle 1KB/s").rule("CONTENT", "throttle 10KB/s");
        assertTakes(Duration.ofSeconds(2), rig, 2048);
    }

    @Test
    void rate_that_begins_later_leaves_what_comes_before_alone() {
        Rig rig = unlimited().contentRule("64KB", "throttle 32KB/s");
        assertTakes(Duration.ofSeconds(2), rig, 128 * 1024);
    }

    @Test
    void rate_that_begins_later_takes_the_place_of_the_one_before() {
        Rig rig = unlimited().contentRule("0B", "throttle 64KB/s").contentRule("64KB", "throttle 32KB/s");
        assertTakes(Duration.ofSeconds(3), rig, 128 * 1024);
    }

    @Test
    void wait_in_the_middle_is_no_part_of_the_rate() {
        Rig rig = unlimited().contentRule("0B", "throttle 1KB/s").contentRule("1KB", "pause 20s then proceed");
        assertTakes(Duration.ofSeconds(22), rig, 2048);
    }

    @ParameterizedTest
    @CsvSource({"limit.idle", "limit.command-time", "limit.message-time"})
    void slow_reading_is_not_the_slowness_of_the_client(String limit) {
        Rig rig = unlimited().rule("CONTENT", "throttle 10B/s").set(limit, "1m").set("limit.min-rate", "10KB/s");
        assertTakes(Duration.ofMinutes(10), rig, 6000);
    }

    @Test
    void slow_reading_is_no_silence_of_the_client() {
        Rig rig = unlimited().rule("CONTENT", "throttle 10B/s").idleRule("2s", "reply 421 4.4.2 Too silent");
        assertTakes(Duration.ofMinutes(10), rig, 6000);
    }

    /** So much content has its 250 after so long. */
    private static void assertTakes(Duration exact, Rig rig, int size) {
        Times times = new Times(rig);
        try (rig;
                TcpClient client = rig.observer(times).start().greeted()) {
            toContent(client);
            sendAside(client, content(size) + ".\r\n");
            assertInTime(timeOf(rig, times, exact), exact);
            assertThat(client.line()).startsWith("250 ");
        }
    }

    @Test
    void slow_reading_suspends_the_limits_no_longer_than_a_scripted_wait_may() {
        try (Rig rig = unlimited()
                        .rule("CONTENT", "throttle 10B/s")
                        .set("limit.scripted-wait", "10m")
                        .set("limit.message-time", "1m")
                        .start();
                TcpClient client = rig.greeted()) {
            toContent(client);
            sendAside(client, content(60_000) + ".\r\n");
            await().until(() -> rig.timers.pending() > 0);
            rig.timers.advance(Duration.ofMinutes(10));
            assertThat(rig.timers.pending()).isEqualTo(1);
            rig.timers.advance(Duration.ofSeconds(62));
            assertThat(client.line()).endsWith("the message took too long");
        }
    }

    @Test
    void client_that_sends_all_and_closes_its_side_has_its_reply() {
        Rig rig = unlimited().rule("CONTENT", "throttle 1KB/s");
        Times times = new Times(rig);
        try (rig;
                TcpClient client = rig.observer(times).start().greeted()) {
            toContent(client);
            client.send(content(2048) + ".\r\n").finish();
            assertInTime(timeOf(rig, times, Duration.ofMillis(5)), Duration.ofSeconds(2));
            assertThat(client.line()).startsWith("250 ");
        }
    }

    @Test
    void next_message_is_read_at_its_own_rate() {
        Rig rig = unlimited();
        rig.whenRule("CONTENT", "sender", "slow@x.test", "throttle 1B/s");
        Times times = new Times(rig);
        try (rig;
                TcpClient client = rig.observer(times).start().greeted()) {
            client.ask("EHLO c.test");
            client.ask("MAIL FROM:<slow@x.test>");
            client.ask("RCPT TO:<b@y.test>");
            client.send("BDAT 1\r\nxRSET\r\n");
            assertThat(client.reply()).singleElement().asString().startsWith("250 ");
            assertThat(client.reply()).singleElement().asString().startsWith("250 ");
            client.ask("MAIL FROM:<a@x.test>");
            client.ask("RCPT TO:<b@y.test>");
            client.ask("DATA");
            assertThat(client.ask(content(5000) + ".")).startsWith("250 ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "throttle 100B/s, 14, 140",
        "throttle 1KB/s, 4096, 4000",
        "throttle 1MB/s, 3145728, 3000",
        "dribble 1 every 500ms, 14, 6500",
        "dribble 10000 every 5s, 30000, 10000",
        "throttle 1KB/s with dribble 10 every 1s, 100, 9000"
    })
    void reply_goes_out_in_the_time_of_its_rate(String modifier, int size, long milliseconds) {
        Rig rig = unlimited().rule("NOOP", "proceed with oversized " + (size - 2) + " with " + modifier);
        AtomicLong end = new AtomicLong();
        rig.observer(new SessionObserver() {
            @Override
            public void received(SessionFacts session, String line) {
                end.set(line.equals("RSET") ? rig.timers.nanoTime() : 0);
            }
        });
        try (rig;
                TcpClient client = rig.start().greeted()) {
            long begin = rig.timers.nanoTime();
            client.send("NOOP\r\nRSET\r\n");
            drain(client);
            Duration exact = Duration.ofMillis(milliseconds);
            passTime(rig, step(exact), () -> end.get() > 0);
            assertInTime(Duration.ofNanos(end.get() - begin), exact);
        }
    }

    private static void drain(TcpClient client) {
        Thread reader = new Thread(() -> {
            try {
                InputStream in = client.socket().getInputStream();
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        reader.setDaemon(true);
        reader.setUncaughtExceptionHandler((thread, end) -> {});
        reader.start();
    }

    @Test
    void nothing_of_a_reply_goes_out_before_its_time() throws IOException {
        try (Rig rig = new Rig().rule("NOOP", "proceed with throttle 100B/s").start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\n");
            await().until(() -> rig.timers.pending() == 1);
            for (int i = 0; i < 7; i++) {
                rig.timers.advance(Duration.ofMillis(19));
                assertThat(client.socket().getInputStream().available()).isZero();
                rig.timers.advance(Duration.ofMillis(1));
                assertThat(client.socket().getInputStream().readNBytes(2)).hasSize(2);
            }
        }
    }
}
