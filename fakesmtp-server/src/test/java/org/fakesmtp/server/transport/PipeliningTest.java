package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fakesmtp.server.TcpClient;
import org.junit.jupiter.api.Test;

/** Many commands at once: how their replies go out, and what happens to a client that does not read them. */
class PipeliningTest {

    private static final int READ_BUFFER = 64 * 1024;

    @Test
    void replies_to_a_batch_go_out_in_one_write() {
        try (Rig rig = new Rig().start();
                TcpClient client = rig.greeted()) {
            client.ask("HELO c.test");
            client.ask("MAIL FROM:<a@x.test>");
            Connection connection = rig.connection();
            await().until(() -> connection.wire().writes() == 3);
            client.send("RCPT TO:<b@y.z>\r\n".repeat(100));
            for (int i = 0; i < 100; i++) {
                assertThat(client.line()).startsWith("250 ");
            }
            await().untilAsserted(() -> assertThat(connection.wire().writes()).isEqualTo(4));
        }
    }

    @Test
    void client_that_does_not_read_is_no_longer_read_from_and_gets_every_reply_when_it_does() throws SocketException {
        int commands = 200_000;
        try (Rig rig = new Rig().start();
                TcpClient client = rig.client()) {
            client.socket().setReceiveBufferSize(32 * 1024);
            // The replies are more than the sockets of both sides can hold.
            String batch = ("VRFY " + "x".repeat(200) + "\r\n").repeat(1000);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < commands / 1000; i++) {
                    client.send(batch);
                }
                client.send("QUIT\r\n");
            });
            await().until(() -> rig.connection().unread() > Room.UNREAD);
            await().during(Duration.ofMillis(200)).until(() -> isBounded(rig.connection()));
            assertThat(sending).isNotDone();
            assertThat(client.line()).startsWith("220 ");
            for (int i = 0; i < commands; i++) {
                assertThat(client.line()).startsWith("252 ");
            }
            assertThat(client.rest()).singleElement().asString().startsWith("221 ");
        }
    }

    private static boolean isBounded(Connection connection) {
        return connection.unread() <= Room.UNREAD + READ_BUFFER && connection.unsent() <= Output.FULL + 512;
    }

    @Test
    void session_that_pauses_stops_reading_and_goes_on_at_once_afterwards() {
        try (Rig rig = new Rig().rule("VRFY", "pause 1m then proceed").start();
                TcpClient client = rig.greeted()) {
            long start = System.nanoTime();
            for (int round = 0; round < 8; round++) {
                client.send("VRFY a\r\n" + "NOOP\r\n".repeat(5_000));
                await().pollInterval(Duration.ofMillis(2))
                        .until(() -> rig.connection().unread() > Room.UNREAD);
                assertThat(isBounded(rig.connection())).isTrue();
                rig.timers.advance(Duration.ofMinutes(1));
                assertThat(client.line()).startsWith("252 ");
                for (int i = 0; i < 5_000; i++) {
                    assertThat(client.line()).startsWith("250 ");
                }
            }
            // Each round would take a second if the selector were not woken up.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
