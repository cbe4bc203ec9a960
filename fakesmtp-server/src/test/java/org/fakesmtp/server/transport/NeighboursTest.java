package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.fakesmtp.server.HoldingSocket;
import org.fakesmtp.server.TcpClient;
import org.fakesmtp.server.tls.TestAuthority;
import org.junit.jupiter.api.Test;

/** What has come of a session and waits is its own, whatever others send that are served by the same thread. */
class NeighboursTest {

    /** That each thread has some of them. */
    private static final int OTHERS = 4 * Runtime.getRuntime().availableProcessors();

    private static TcpClient secured(TcpClient client) {
        return client.secured(TestAuthority.client(), "mx.test");
    }

    @Test
    void commands_behind_a_pause_and_half_a_line() {
        try (Rig rig = new Rig().rule("VRFY", "pause 1m then proceed").start();
                TcpClient client = rig.greeted()) {
            String half = "MAIL FROM:<a@";
            client.send("VRFY a\r\nHELP\r\nEHLO c.test\r\n" + half);
            await().until(() -> rig.timers.pending() == 1 && rig.connection().unread() > half.length());
            othersSpeak(rig::client);
            rig.timers.advance(Duration.ofMinutes(1));
            assertThat(client.line()).startsWith("252");
            assertThat(client.reply().get(0)).startsWith("214");
            assertThat(client.reply().get(0)).startsWith("250");
            assertThat(client.ask("x.test>")).startsWith("250 2.1.0");
        }
    }

    @Test
    void half_of_a_hello_and_of_a_record() throws Exception {
        try (Rig rig = new Rig().set("tls.mode", "implicit").start();
                HoldingSocket socket = new HoldingSocket(rig.port());
                TcpClient plain = new TcpClient(socket)) {
            socket.hold();
            CompletableFuture<TcpClient> shaking = CompletableFuture.supplyAsync(() -> secured(plain));
            await().until(() -> socket.held() > 0);
            socket.release(socket.held() / 2);
            othersSpeak(() -> secured(rig.client()));
            socket.release();
            try (TcpClient client = shaking.join()) {
                assertThat(client.line()).startsWith("220");
                socket.hold();
                client.send("NOOP\r\n");
                socket.release(socket.held() / 2);
                othersSpeak(() -> secured(rig.client()));
                socket.release();
                assertThat(client.line()).startsWith("250");
            }
        }
    }

    /** All are there at once: a thread has the fewest sessions in its turn. */
    private static void othersSpeak(Supplier<TcpClient> connecting) {
        List<TcpClient> others = new ArrayList<>();
        try {
            for (int i = 0; i < OTHERS; i++) {
                TcpClient other = connecting.get();
                others.add(other);
                assertThat(other.line()).startsWith("220");
                assertThat(other.ask("NOOP " + "z".repeat(400))).startsWith("250");
            }
        } finally {
            others.forEach(TcpClient::close);
        }
    }
}
