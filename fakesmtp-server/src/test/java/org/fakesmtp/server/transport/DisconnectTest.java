package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.server.LogTape;
import org.fakesmtp.server.TcpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that break the connection: the session ends, once, and nothing of it is left. */
class DisconnectTest {

    private final AtomicInteger closed = new AtomicInteger();

    private final SessionObserver observer = new SessionObserver() {
        @Override
        public void closed(SessionFacts session) {
            closed.incrementAndGet();
        }
    };

    @Test
    void client_that_goes_away_while_it_is_read_or_written_to_is_no_error_in_the_log() {
        try (LogTape mina = new LogTape("org.apache.mina", Level.ERROR);
                Rig rig = new Rig().start()) {
            for (int i = 0; i < 20; i++) {
                TcpClient client = rig.greeted();
                client.send("HELP\r\n".repeat(500));
                client.reset();
            }
            await().untilAsserted(() -> assertThat(rig.connections()).isEmpty());
            assertThat(mina.lines()).isEmpty();
        }
    }

    private void assertNothingIsLeft(Rig rig) {
        await().untilAsserted(() -> {
            assertThat(rig.connections()).isEmpty();
            assertThat(closed).hasValue(1);
            assertThat(rig.timers.pending()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NO",
                "HELO c.test\r\n",
                "HELO c.test\r\nMAIL FROM:<a@x.test>\r\n",
                Rig.TO_DATA,
                Rig.TO_DATA + "half a line",
                Rig.TO_DATA + "a line\r\n.",
                Rig.MESSAGE,
                Rig.MESSAGE + "QUIT\r\n"
            })
    void client_resets_at_any_stage(String sent) {
        try (Rig rig = new Rig().observer(observer).start()) {
            TcpClient client = rig.greeted();
            client.send(sent);
            await().until(() -> rig.connections().size() <= 1);
            client.reset();
            assertNothingIsLeft(rig);
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    void client_resets_in_a_pause() {
        try (Rig rig = new Rig()
                .rule("RCPT", "pause 1h then proceed")
                .observer(observer)
                .start()) {
            TcpClient client = rig.greeted();
            client.send(Rig.TO_DATA);
            await().until(() -> rig.timers.pending() == 1);
            client.reset();
            assertNothingIsLeft(rig);
        }
    }

    @Test
    void client_resets_when_the_pause_ends() {
        try (Rig rig = new Rig()
                .rule("RCPT", "pause 1m then proceed")
                .observer(observer)
                .start()) {
            TcpClient client = rig.greeted();
            client.send(Rig.TO_DATA);
            await().until(() -> rig.timers.pending() == 1);
            client.reset();
            rig.timers.advance(Duration.ofMinutes(1));
            assertNothingIsLeft(rig);
        }
    }

    @Test
    void client_resets_while_a_sink_works_and_the_sink_finishes() throws InterruptedException {
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        Rig rig = new Rig().observer(observer).sink(message -> {
            delivering.countDown();
            release.await();
            assertThat(message.content().open().readAllBytes()).isNotEmpty();
            taken.incrementAndGet();
            return Delivery.taken();
        });
        try (rig) {
            TcpClient client = rig.start().greeted();
            client.send(Rig.MESSAGE);
            delivering.await();
            client.reset();
            await().until(() -> rig.connections().isEmpty());
            assertThat(closed).hasValue(0);
            release.countDown();
            assertNothingIsLeft(rig);
            assertThat(taken).hasValue(1);
        }
    }
}
