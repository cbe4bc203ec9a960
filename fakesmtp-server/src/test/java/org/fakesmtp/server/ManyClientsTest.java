package org.fakesmtp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.MessageSink;
import org.junit.jupiter.api.Test;

/** Many clients at once. */
class ManyClientsTest {

    private static final int CLIENTS = 300;
    private static final int MESSAGES = 20;

    private final AtomicInteger deliveries = new AtomicInteger();
    private final Set<String> contents = ConcurrentHashMap.newKeySet();

    private final MessageSink sink = message -> {
        deliveries.incrementAndGet();
        contents.add(new String(message.content().open().readAllBytes(), US_ASCII));
        return Delivery.taken();
    };

    @Test
    void each_message_of_many_clients_reaches_the_sink_once() throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (FakeSmtpServer server =
                TestServer.started(Map.of(), TestServer.plugin("kept", (own, hooks) -> hooks.deliver(sink)))) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                Thread thread = new Thread(() -> send(server.port(), number));
                thread.setUncaughtExceptionHandler((failed, e) -> failures.add(e));
                threads.add(thread);
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(failures).isEmpty();
        assertThat(deliveries).hasValue(CLIENTS * MESSAGES);
        assertThat(contents).hasSize(CLIENTS * MESSAGES);
    }

    private static void send(int port, int number) {
        try (TcpClient client = new TcpClient(port)) {
            client.line();
            client.ask("HELO c.test");
            for (int i = 0; i < MESSAGES; i++) {
                client.ask("MAIL FROM:<a@x.test>");
                client.ask("RCPT TO:<b@y.test>");
                client.ask("DATA");
                assertThat(client.ask(number + "-" + i + "\r\n.")).startsWith("250 ");
            }
        }
    }

    @Test
    void connections_that_come_all_at_once_are_all_greeted() {
        List<TcpClient> clients = new ArrayList<>();
        try (FakeSmtpServer server = TestServer.started(Map.of())) {
            for (int i = 0; i < 2000; i++) {
                clients.add(new TcpClient(server.port()));
            }
            assertThat(clients).allSatisfy(client -> assertThat(client.line()).startsWith("220 "));
        } finally {
            clients.forEach(TcpClient::close);
        }
    }
}
