package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.mail.Message;
import org.fakesmtp.server.LogTape;
import org.fakesmtp.server.TcpClient;
import org.junit.jupiter.api.Test;

/** A sink that begins a message and says later what came of it. */
class BegunDeliveryTest {

    private final CompletableFuture<Delivery> later = new CompletableFuture<>();
    private final Beginning sink = new Beginning(later);

    @Test
    void message_is_answered_when_the_sink_says_what_came_of_it() throws Exception {
        try (Rig rig = new Rig().sink(sink).start();
                TcpClient client = rig.client();
                TcpClient neighbour = rig.greeted()) {
            client.send(Rig.MESSAGE);
            sink.begun.await();
            assertThat(neighbour.ask("NOOP")).startsWith("250 ");
            assertThat(client.line()).startsWith("220 ");
            for (String code : new String[] {"250 ", "250 ", "250 ", "354 "}) {
                assertThat(client.line()).startsWith(code);
            }

            later.complete(Delivery.taken());

            assertThat(client.line()).startsWith("250 2.0.0 Ok: message");
        }
    }

    @Test
    void message_that_fails_later_costs_the_message() {
        later.completeExceptionally(new IOException("wanted"));
        assertMessageGets(451, sink);
    }

    @Test
    void message_that_finds_the_disk_full_later_says_so() {
        later.completeExceptionally(new IOException("No space left on device"));
        assertMessageGets(452, sink);
    }

    @Test
    @SuppressWarnings("OverrideThrowableToString")
    void failure_that_cannot_even_be_told_costs_the_message() {
        later.complete(Delivery.failed(new IOException() {
            @Override
            public String toString() {
                throw new IllegalStateException("wanted");
            }
        }));
        assertMessageGets(451, sink);
    }

    @Test
    @SuppressWarnings("NullAway")
    void sink_that_says_nothing_later_has_failed() {
        later.complete(null);
        assertMessageGets(451, sink);
    }

    @Test
    void sink_that_cannot_begin_costs_the_message() {
        assertMessageGets(451, new MessageSink() {
            @Override
            public Delivery deliver(Message message) {
                return Delivery.taken();
            }

            @Override
            public Optional<CompletionStage<Delivery>> begin(Message message) {
                throw new IllegalStateException("wanted");
            }
        });
    }

    @Test
    void sink_that_overstays_is_named_in_the_log() throws Exception {
        try (LogTape log = new LogTape(Visits.class.getName());
                Rig rig = new Rig().sink(sink).start();
                TcpClient client = rig.client()) {
            client.send(Rig.MESSAGE);
            sink.begun.await();
            rig.timers.advance(Duration.ofSeconds(30));
            assertThat(log.lines())
                    .containsExactly("WARN plugin kept has been busy with message s1-1 for 10 s, and the client waits");
            later.complete(Delivery.taken());
            await().until(() -> client.line().startsWith("354"));
            assertThat(client.line()).startsWith("250 ");
        }
    }

    private static void assertMessageGets(int code, MessageSink sink) {
        try (Rig rig = new Rig().sink(sink).start();
                TcpClient client = rig.client()) {
            client.send(Rig.MESSAGE + "NOOP\r\nQUIT\r\n");
            assertThat(client.rest())
                    .extracting(HalfCloseTest::code)
                    .containsExactly(220, 250, 250, 250, 354, code, 250, 221);
        }
    }

    /** Begins each message, and is never to be asked on a worker. */
    private record Beginning(CompletionStage<Delivery> later, CountDownLatch begun) implements MessageSink {

        Beginning(CompletionStage<Delivery> later) {
            this(later, new CountDownLatch(1));
        }

        @Override
        public Delivery deliver(Message message) {
            throw new AssertionError("asked on a worker");
        }

        @Override
        public Optional<CompletionStage<Delivery>> begin(Message message) {
            begun.countDown();
            return Optional.of(later);
        }
    }
}
