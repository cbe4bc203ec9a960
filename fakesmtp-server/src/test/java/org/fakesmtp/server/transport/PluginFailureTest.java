package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.server.LogTape;
import org.fakesmtp.server.TcpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plugins that fail cost the client a 451, and no one else anything. */
class PluginFailureTest {

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("wanted"),
                new IOException("wanted"),
                new NoClassDefFoundError("wanted"),
                new StackOverflowError("wanted"),
                new OutOfMemoryError("wanted"),
                new AssertionError("wanted"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sink_that_fails_costs_the_message(Throwable failure) {
        assertMessageGets(451, new Rig().sink(message -> {
                    throw thrown(failure);
                }));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void answerer_that_fails_costs_the_command(Throwable failure) {
        Rig rig = new Rig().answerer(new Stage("NOOP"), exchange -> {
            throw thrown(failure);
        });
        try (rig;
                TcpClient client = rig.start().greeted()) {
            assertThat(client.ask("NOOP")).startsWith("451 ");
            assertThat(client.ask("HELO c.test")).startsWith("250 ");
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void observer_that_fails_ends_its_session_at_most_and_no_other(Throwable failure) {
        SessionObserver observer = new SessionObserver() {
            @Override
            public void received(SessionFacts session, String line) {
                if (line.startsWith("VRFY")) {
                    throw unchecked(failure);
                }
            }
        };
        try (Rig rig = new Rig().observer(observer).start();
                TcpClient neighbour = rig.greeted()) {
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                try (TcpClient client = rig.greeted()) {
                    assertThat(client.send("VRFY a\r\n").line()).matches("252 .*|\\(closes\\)");
                }
            }
            assertThat(neighbour.ask("NOOP")).startsWith("250 ");
        }
    }

    @Test
    void sink_that_finds_the_disk_full_says_so() {
        assertMessageGets(452, new Rig().sink(message -> {
                    throw new IOException("No space left on device");
                }));
    }

    @Test
    @SuppressWarnings("NullAway")
    void sink_that_returns_nothing_has_failed() {
        assertMessageGets(451, new Rig().sink(message -> null));
    }

    private static void assertMessageGets(int code, Rig rig) {
        try (rig;
                TcpClient client = rig.start().client()) {
            client.send(Rig.MESSAGE + "NOOP\r\nQUIT\r\n");
            assertThat(client.rest())
                    .extracting(HalfCloseTest::code)
                    .containsExactly(220, 250, 250, 250, 354, code, 250, 221);
        }
    }

    @Test
    void sink_that_overstays_is_named_in_the_log() throws InterruptedException {
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        MessageSink slow = (Message message) -> {
            delivering.countDown();
            release.await();
            return Delivery.taken();
        };
        try (LogTape log = new LogTape(Visits.class.getName());
                Rig rig = new Rig().sink(slow).start();
                TcpClient client = rig.client()) {
            client.send(Rig.MESSAGE);
            delivering.await();
            rig.timers.advance(Duration.ofSeconds(9));
            assertThat(log.lines()).isEmpty();
            rig.timers.advance(Duration.ofSeconds(30));
            assertThat(log.lines())
                    .containsExactly("WARN plugin kept has been busy with message s1-1 for 10 s, and the client waits");
            release.countDown();
            await().until(() -> client.line().startsWith("354"));
            assertThat(client.line()).startsWith("250 ");
        }
    }

    /** The failure to throw, unless it is an error, which is thrown at once. */
    private static Exception thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (Exception) failure;
    }

    private static RuntimeException unchecked(Throwable failure) {
        Exception thrown = thrown(failure);
        return thrown instanceof RuntimeException ready ? ready : new IllegalStateException(thrown);
    }
}
