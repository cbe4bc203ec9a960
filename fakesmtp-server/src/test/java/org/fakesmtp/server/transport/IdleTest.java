package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.server.TcpClient;
import org.junit.jupiter.api.Test;

/** Clients that say nothing for a long time. */
class IdleTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration SWEEP = Duration.ofSeconds(2);

    @Test
    void silent_client_gets_421_and_the_connection_is_closed() {
        try (Rig rig = new Rig().idle(LIMIT).start();
                TcpClient client = rig.greeted()) {
            passLimit(rig);
            assertThat(client.rest()).singleElement().asString().startsWith("421 4.4.2 ");
        }
    }

    @Test
    void silence_in_the_middle_of_content_counts_too() {
        try (Rig rig = new Rig().idle(LIMIT).start();
                TcpClient client = rig.greeted()) {
            client.send(Rig.TO_DATA + "half");
            for (int i = 0; i < 4; i++) {
                client.line();
            }
            await().until(() -> rig.connection().unread() == 0);
            passLimit(rig);
            assertThat(client.rest()).singleElement().asString().startsWith("421 4.4.2 ");
        }
    }

    @Test
    void a_single_octet_postpones_it() {
        try (Rig rig = new Rig().idle(LIMIT).start();
                TcpClient client = rig.greeted()) {
            rig.timers.advance(Duration.ofMinutes(4));
            client.send("N");
            await().until(() -> rig.connection().unread() == 1);
            rig.timers.advance(Duration.ofMinutes(4));
            assertThat(client.ask("OOP")).startsWith("250 ");
        }
    }

    @Test
    void pause_of_the_server_is_not_silence_of_the_client() {
        try (Rig rig = new Rig()
                        .idle(LIMIT)
                        .rule("NOOP", "pause 10m then proceed")
                        .start();
                TcpClient client = rig.greeted()) {
            client.send("NOOP\r\n");
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(Duration.ofMinutes(10));
            assertThat(client.line()).startsWith("250 ");
        }
    }

    @Test
    void slow_sink_is_not_silence_of_the_client() throws InterruptedException {
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Rig rig = new Rig().idle(LIMIT).sink(message -> {
            delivering.countDown();
            release.await();
            return Delivery.taken();
        });
        try (rig;
                TcpClient client = rig.start().greeted()) {
            client.send(Rig.MESSAGE);
            delivering.await();
            rig.timers.advance(Duration.ofMinutes(10));
            release.countDown();
            for (int i = 0; i < 4; i++) {
                client.line();
            }
            assertThat(client.line()).startsWith("250 ");
        }
    }

    @Test
    void silence_begins_with_the_connection() {
        Rig rig = new Rig();
        rig.idleRule("10s", "send \"421-4.4.2 Still there?\\r\\n\"").start();
        rig.timers.advance(Duration.ofHours(1));
        try (rig;
                TcpClient client = rig.greeted()) {
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(Duration.ofSeconds(9));
            client.send("NOOP\r\n");
            assertThat(client.line()).isEqualTo("250 2.0.0 Ok");
        }
    }

    @Test
    void no_limit_is_no_limit() {
        try (Rig rig = new Rig().idle(Duration.ZERO).start();
                TcpClient client = rig.greeted()) {
            rig.timers.advance(Duration.ofHours(10));
            assertThat(client.ask("NOOP")).startsWith("250 ");
        }
    }

    @Test
    void client_that_does_not_read_its_replies_is_cut_off() throws SocketException {
        try (Rig rig = new Rig().idle(LIMIT).start();
                TcpClient client = rig.client()) {
            client.socket().setReceiveBufferSize(4096);
            Thread sender = new Thread(() -> flood(client));
            sender.setDaemon(true);
            sender.start();
            await().until(() -> rig.connection().unread() > Room.UNREAD);
            await().until(() -> {
                rig.timers.advance(LIMIT.plus(SWEEP));
                return rig.connections().isEmpty();
            });
        }
    }

    /** Lets time pass until the server has ended the session; it may learn a little after the client that its last reply went out. */
    private static void passLimit(Rig rig) {
        await().until(() -> rig.connection().unsent() == 0);
        rig.timers.advance(LIMIT);
        await().until(() -> {
            rig.timers.advance(Duration.ofSeconds(1));
            return rig.timers.pending() == 1;
        });
    }

    private static void flood(TcpClient client) {
        try {
            for (int i = 0; i < 400; i++) {
                client.send("EHLO c.test\r\n".repeat(1000)); // the replies are longer, and fill the sockets soon
            }
        } catch (java.io.UncheckedIOException e) {
            // Cut off, as it should be.
        }
    }
}
