package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.server.TcpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that together want more memory than there is: each costs little, and others are served. */
class MemoryLimitTest {

    private static final int LIMIT = 256 * 1024;
    private static final int HOSTILE = 40;
    private static final int FAULTED = 100;

    /** What a session has of its own, and what comes in with the read that exceeds it. */
    private static final int UNREAD = Room.OWN + 2048 + 512;

    /** What a session has of its own, and the portion that exceeds it. */
    private static final int UNSENT = Room.OWN + 4096;

    /** What one read adds while memory is short. */
    private static final int READ = 2048;

    /** What the reads add that were under way on all threads when memory became short. */
    private static final int UNDER_WAY = 64 * 1024 * Runtime.getRuntime().availableProcessors();

    @Test
    void clients_that_never_read_have_a_limit_together() {
        List<TcpClient> clients = new ArrayList<>();
        try (Rig rig = new Rig().memory(LIMIT).start()) {
            for (int i = 0; i < HOSTILE; i++) {
                TcpClient client = rig.client();
                clients.add(client);
                inBackground(() -> flood(client));
            }
            await().until(() -> rig.taken() >= LIMIT);
            await().during(Duration.ofMillis(500))
                    .until(() -> kept(rig) <= LIMIT + UNDER_WAY + HOSTILE * (Room.OWN + READ + 512));
            assertServed(rig);
            clients.forEach(TcpClient::reset);
            await().until(() -> rig.connections().isEmpty() && rig.taken() == 0);
            assertServed(rig);
        } finally {
            clients.forEach(TcpClient::close);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proceed with endless",
                "proceed with oversized 100000000",
                "proceed with oversized 100000000 with dribble 1000000 every 1ms",
                "proceed with dribble 1 every 1h",
                "pause 1h then proceed",
                "hang",
                "stall 1h then proceed",
                "half-close then hang",
            })
    void fault_that_many_clients_meet_takes_no_more_memory_than_there_is(String answer) {
        List<TcpClient> clients = new ArrayList<>();
        try (Rig rig = new Rig().memory(LIMIT).rule("NOOP", answer).start()) {
            for (int i = 0; i < FAULTED; i++) {
                TcpClient client = rig.client();
                clients.add(client);
                client.send("NOOP\r\n");
            }
            await().until(() -> rig.connections().size() == FAULTED
                    && rig.connections().stream().allMatch(connection -> connection.received() > 0));
            clients.forEach(client -> inBackground(() -> flood(client)));
            await().during(Duration.ofMillis(500)).until(() -> {
                rig.timers.advance(Duration.ofMillis(10));
                return kept(rig) <= LIMIT + UNDER_WAY + FAULTED * (UNREAD + UNSENT);
            });
            assertServed(rig);
            clients.forEach(TcpClient::reset);
            await().until(() -> {
                rig.timers.advance(Duration.ofHours(1)); // who reads nothing notices nothing until then
                return rig.connections().isEmpty() && rig.taken() == 0;
            });
        } finally {
            clients.forEach(TcpClient::close);
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private static long kept(Rig rig) {
        return rig.connections().stream()
                .mapToLong(connection -> connection.unread() + connection.unsent())
                .sum();
    }

    private static void flood(TcpClient client) {
        try {
            for (int i = 0; i < 1000; i++) {
                client.send(("VRFY " + "x".repeat(100) + "\r\n").repeat(1000));
            }
        } catch (UncheckedIOException e) {
            // It was cut off, as it should be.
        }
    }

    private static void assertServed(Rig rig) {
        try (TcpClient client = rig.client()) {
            client.send(Rig.MESSAGE + "QUIT\r\n");
            assertThat(client.rest())
                    .extracting(HalfCloseTest::code)
                    .containsExactly(220, 250, 250, 250, 354, 250, 221);
        }
    }

    @Test
    void recipients_are_refused_when_they_fill_the_memory_and_it_is_free_again_after_rset() {
        try (Rig rig = new Rig().memory(20_000).start();
                TcpClient client = rig.greeted()) {
            client.ask("HELO c.test");
            client.ask("MAIL FROM:<a@x.test>");
            int accepted = 0;
            String reply = client.ask("RCPT TO:<b@y.test>");
            while (reply.startsWith("250 ")) {
                accepted++;
                reply = client.ask("RCPT TO:<b@y.test>");
            }
            assertThat(accepted).isBetween(20, 200);
            assertThat(reply).startsWith("452 4.3.1 ");
            assertServed(rig);
            client.ask("RSET");
            await().until(() -> rig.taken() == 0);
        }
    }

    @Test
    void recipients_that_a_rule_refuses_take_none() {
        try (Rig rig = new Rig()
                        .memory(5_000)
                        .rule("RCPT", "reply 450 4.2.1 Later")
                        .start();
                TcpClient client = rig.greeted()) {
            client.ask("HELO c.test");
            client.ask("MAIL FROM:<a@x.test>");
            for (int i = 0; i < 200; i++) {
                assertThat(client.ask("RCPT TO:<b@y.test>")).startsWith("450 ");
            }
            assertThat(rig.taken()).isZero();
        }
    }

    @Test
    void content_goes_to_a_file_when_the_memory_is_full_and_arrives_all_the_same() {
        String content = ("x".repeat(98) + "\r\n").repeat(500);
        List<String> delivered = new CopyOnWriteArrayList<>();
        Rig rig = new Rig().memory(10_000).sink(message -> {
            delivered.add(new String(message.content().open().readAllBytes(), StandardCharsets.ISO_8859_1));
            return Delivery.taken();
        });
        try (rig;
                TcpClient client = rig.start().client()) {
            client.send(Rig.TO_DATA + content + ".\r\nQUIT\r\n");
            assertThat(client.rest()).hasSize(7);
            assertThat(delivered).containsExactly(content);
            await().until(() -> rig.taken() == 0);
        }
    }

    @Test
    void what_arrives_while_a_worker_is_busy_with_the_session_is_not_read_ahead() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Rig rig = new Rig().observer(new SessionObserver() {
            @Override
            public void accepted(SessionFacts session, String id, Envelope envelope, long size) {
                working.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        try (rig;
                TcpClient client = rig.start().client()) {
            client.send(Rig.MESSAGE);
            working.await();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 64; i++) {
                    client.send("x".repeat(1024 * 1024));
                }
                client.send("\r\nQUIT\r\n");
            });
            await().during(Duration.ofMillis(500)).until(() -> !sending.isDone());
            assertThat(rig.connection().wire().octetsRead()).isLessThan(1024 * 1024);
            release.countDown();
            assertThat(client.rest()).extracting(HalfCloseTest::code).endsWith(250, 500, 221);
        }
    }
}
