package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Very many sessions for which a rule has ordered a pause. */
class PausesIT {

    private static final int SESSIONS = 10_000;
    private static final int FEW = 20;
    private static final int PATIENCE = 60_000;

    @TempDir
    private Path temporary;

    @Test
    void ten_thousand_sessions_in_a_pause_hold_no_thread_and_hinder_nobody() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "threads are counted in /proc");
        assumeTrue(descriptors() > SESSIONS + 1_000, "there are too few file descriptors");
        Command paused = Dist.shared()
                .fakesmtp("--listen", "localhost:0", "--set", "plugins=fault")
                .and("--set", "fault.slow.on=NOOP", "--set", "fault.slow.answer=pause 1h then proceed");
        List<Socket> clients = new ArrayList<>();
        Server server = Server.start(temporary.resolve("server"), paused);
        try {
            send(server);
            long before = threads(server);
            for (int i = 0; i < SESSIONS; i++) {
                clients.add(pausing(server.port()));
            }
            await().atMost(Duration.ofMillis(PATIENCE))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> server.err().lines().filter(PausesIT::isPause).count() == SESSIONS);

            assertThat(threads(server)).isLessThan(before + FEW);
            send(server);
            server.close();
            assertThat(server.err()).contains("rule fault.slow: matched 10000, answered 10000");
            for (Socket client : clients) {
                assertThat(said(client)).startsWith("220 ").contains("\r\n421 4.3.2 ");
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
            server.close();
        }
    }

    private static boolean isPause(String line) {
        return line.contains("NOOP: fault.slow answers");
    }

    private static Socket pausing(int port) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(PATIENCE);
        client.getOutputStream().write("NOOP\r\n".getBytes(US_ASCII));
        return client;
    }

    private static String said(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }

    /** A client that nothing was ordered for is served. */
    private static void send(Server server) throws IOException {
        try (Dialogue client = new Dialogue(server.port())) {
            assertThat(client.line()).startsWith("220 ");
            client.ask("HELO a.test");
            client.ask("MAIL FROM:<a@a.test>");
            client.ask("RCPT TO:<b@b.test>");
            client.ask("DATA");
            assertThat(client.ask(".")).startsWith("250 ");
        }
    }

    private static long threads(Server server) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(server.pid()), "task"))) {
            return threads.count();
        }
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
