package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.server.transport.ManualTimers;
import org.junit.jupiter.api.Test;

/** Chance under many sessions at once, and many sessions in a pause. */
class SameSeedTest {

    private static final int CONNECTIONS = 20;
    private static final int SENDERS = 50;
    private static final int TIMES = 10;
    private static final int PAUSED = 2000;

    @Test
    void messages_of_many_sessions_get_the_same_answers_with_the_same_seed() throws InterruptedException {
        Map<String, List<String>> once = run("42");

        assertThat(once).hasSize(CONNECTIONS * SENDERS).isEqualTo(run("42"));
        assertThat(once.values().stream().flatMap(List::stream).collect(Collectors.toSet()))
                .hasSize(11);
    }

    /** The replies to each sender, in order. */
    private static Map<String, List<String>> run(String seed) throws InterruptedException {
        Map<String, List<String>> replies = new ConcurrentHashMap<>();
        try (FakeSmtpServer server = RuleText.server("seed", seed).build().start()) {
            IntStream.range(0, 10).forEach(number -> server.rules().add(rule(number)));
            List<Thread> threads = IntStream.range(0, CONNECTIONS)
                    .mapToObj(number -> new Thread(() -> send(server.port(), number, replies)))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return replies;
    }

    private static Rule rule(int number) {
        return Rule.named("rule" + number)
                .on(Stage.MESSAGE)
                .chance(0.05)
                .per("sender")
                .answer(Answer.reply(450, "4.0.0", "rule " + number));
    }

    /** Sends the messages of the senders of one connection in turn. */
    private static void send(int port, int connection, Map<String, List<String>> replies) {
        try (TcpClient client = new TcpClient(port)) {
            client.reply();
            client.ask("HELO a.test");
            for (int i = 0; i < SENDERS * TIMES; i++) {
                String sender = connection + "-" + i % SENDERS;
                client.send("MAIL FROM:<" + sender + "@a.test>\r\nRCPT TO:<b@b.test>\r\nDATA\r\n");
                client.reply();
                client.reply();
                client.reply();
                String reply = client.ask("x\r\n.");
                String said = reply.startsWith("250 ") ? "250" : reply;
                replies.computeIfAbsent(sender, name -> new ArrayList<>()).add(said);
            }
        }
    }

    @Test
    void sessions_in_a_pause_hold_no_thread() {
        ManualTimers timers = new ManualTimers();
        List<TcpClient> clients = new ArrayList<>();
        try (FakeSmtpServer server = RuleText.server(
                        "fault.slow.on", "CONNECT", "fault.slow.answer", "pause 1h then proceed")
                .timers(timers)
                .build()
                .start()) {
            int before = Thread.activeCount();
            for (int i = 0; i < PAUSED; i++) {
                clients.add(new TcpClient(server.port()));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> server.rules().report().get(0).answered() == PAUSED);

            assertThat(Thread.activeCount()).isLessThan(before + 100);
            timers.advance(Duration.ofHours(1));
            assertThat(clients.get(PAUSED - 1).reply()).first().asString().startsWith("220 ");
        } finally {
            clients.forEach(TcpClient::close);
        }
    }
}
