package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.server.TcpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A client that sends all it has, closes its side and then reads. */
@Isolated("it looks at the threads of the whole JVM")
class HalfCloseTest {

    @Test
    void client_that_ends_with_quit_gets_all_replies() {
        try (Rig rig = new Rig().start();
                TcpClient client = rig.client()) {
            client.send(Rig.MESSAGE + "QUIT\r\n").finish();
            assertThat(client.rest())
                    .extracting(HalfCloseTest::code)
                    .containsExactly(220, 250, 250, 250, 354, 250, 221);
            await().until(() -> rig.connections().isEmpty());
        }
    }

    @Test
    void client_that_ends_without_quit_gets_all_replies() {
        try (Rig rig = new Rig().start();
                TcpClient client = rig.client()) {
            client.send(Rig.MESSAGE).finish();
            assertThat(client.rest()).extracting(HalfCloseTest::code).containsExactly(220, 250, 250, 250, 354, 250);
            await().until(() -> rig.connections().isEmpty());
        }
    }

    @Test
    void client_gets_all_replies_though_a_rule_pauses_and_the_server_idles_meanwhile() {
        try (Rig rig = new Rig().rule("DATA", "pause 30s then proceed").start();
                TcpClient client = rig.client()) {
            client.send(Rig.MESSAGE + "QUIT\r\n").finish();
            await().until(() -> rig.timers.pending() == 1);
            assertProcessorsIdle();
            rig.timers.advance(Duration.ofSeconds(30));
            assertThat(client.rest())
                    .extracting(HalfCloseTest::code)
                    .containsExactly(220, 250, 250, 250, 354, 250, 221);
        }
    }

    @Test
    void client_gets_all_replies_though_a_sink_is_slow() throws InterruptedException {
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Rig rig = new Rig().sink(message -> {
            delivering.countDown();
            release.await();
            return Delivery.taken();
        });
        try (rig;
                TcpClient client = rig.start().client()) {
            client.send(Rig.MESSAGE).finish();
            delivering.await();
            release.countDown();
            assertThat(client.rest()).extracting(HalfCloseTest::code).containsExactly(220, 250, 250, 250, 354, 250);
        }
    }

    @Test
    void half_a_command_at_the_end_gets_no_reply() {
        try (Rig rig = new Rig().start();
                TcpClient client = rig.client()) {
            client.send("NOOP\r\nNOO").finish();
            assertThat(client.rest()).extracting(HalfCloseTest::code).containsExactly(220, 250);
        }
    }

    /** A selector that reports the same event again and again would use all of the time. */
    private static void assertProcessorsIdle() {
        long before = processorTime();
        await().during(Duration.ofMillis(250)).until(() -> processorTime() - before < 100_000_000);
    }

    private static long processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (java.lang.management.ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith(SessionProcessor.class.getSimpleName())) {
                sum += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
            }
        }
        return sum;
    }

    static int code(String line) {
        return Integer.parseInt(line.substring(0, 3));
    }
}
