package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** From start to close. */
@Isolated("it looks at the threads of the whole JVM")
class LifecycleTest {

    private static final String TO_DATA = "HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\nDATA\r\n";

    private final List<String> events = new CopyOnWriteArrayList<>();

    /** A plugin that notes what happens to it and to the sessions. */
    private Plugin noting(MessageSink sink) {
        return new Plugin() {
            @Override
            public String name() {
                return "noting";
            }

            @Override
            public void install(Settings settings, Hooks hooks) {
                hooks.deliver(sink);
                hooks.observe(new SessionObserver() {
                    @Override
                    public void closed(SessionFacts session) {
                        events.add("session closed");
                    }
                });
            }

            @Override
            public void close() {
                events.add("plugin closed");
            }
        };
    }

    private FakeSmtpServer server(Map<String, String> settings, MessageSink sink) {
        return TestServer.started(settings, noting(sink));
    }

    private FakeSmtpServer server() {
        return server(Map.of(), message -> Delivery.taken());
    }

    private static TcpClient inContent(FakeSmtpServer server) {
        TcpClient client = new TcpClient(server.port());
        client.send(TO_DATA);
        for (int i = 0; i < 5; i++) {
            client.line();
        }
        return client;
    }

    private static CompletableFuture<Void> closing(FakeSmtpServer server) {
        return CompletableFuture.runAsync(server::close);
    }

    @Test
    void sessions_without_a_message_are_told_at_once_and_not_waited_for() {
        FakeSmtpServer server = server(Map.of("shutdown-grace", "1h"), message -> Delivery.taken());
        try (TcpClient idle = new TcpClient(server.port());
                TcpClient inTransaction = new TcpClient(server.port())) {
            idle.line();
            inTransaction.send(TO_DATA.substring(0, TO_DATA.indexOf("DATA")));
            for (int i = 0; i < 4; i++) {
                inTransaction.line();
            }
            server.close();
            assertThat(idle.rest()).singleElement().asString().startsWith("421 4.3.2 ");
            assertThat(inTransaction.rest()).singleElement().asString().startsWith("421 4.3.2 ");
        }
        assertThat(events).containsExactly("session closed", "session closed", "plugin closed");
    }

    @Test
    void message_in_flight_may_finish() {
        FakeSmtpServer server = server(Map.of("shutdown-grace", "1h"), message -> Delivery.taken());
        try (TcpClient client = inContent(server);
                TcpClient idle = new TcpClient(server.port())) {
            idle.line();
            CompletableFuture<Void> closing = closing(server);
            assertThat(idle.line()).startsWith("421 ");
            client.send("Subject: late\r\n\r\n.\r\n");
            assertThat(client.line()).startsWith("250 ");
            assertThat(client.line()).startsWith("421 ");
            closing.join();
        }
    }

    @Test
    void message_that_does_not_finish_within_the_grace_period_is_given_up() {
        FakeSmtpServer server = server(Map.of("shutdown-grace", "50ms"), message -> Delivery.taken());
        try (TcpClient client = inContent(server)) {
            server.close();
            assertThatCode(client::rest)
                    .satisfiesAnyOf(
                            ended -> assertThat(ended).isNull(),
                            reset -> assertThat(reset).hasMessageContaining("reset"));
        }
        assertThat(events).containsExactly("session closed", "plugin closed");
    }

    @Test
    void delivery_under_way_finishes_before_the_plugin_is_closed() throws InterruptedException {
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FakeSmtpServer server = server(Map.of("shutdown-grace", "1h"), message -> {
            delivering.countDown();
            release.await();
            events.add("delivered");
            return Delivery.taken();
        });
        try (TcpClient client = inContent(server);
                TcpClient idle = new TcpClient(server.port())) {
            idle.line();
            client.send(".\r\n");
            delivering.await();
            CompletableFuture<Void> closing = closing(server);
            assertThat(idle.line()).startsWith("421 ");
            release.countDown();
            assertThat(client.line()).startsWith("250 ");
            assertThat(client.line()).startsWith("421 ");
            closing.join();
        }
        assertThat(events).contains("delivered", "session closed").endsWith("plugin closed");
    }

    @Test
    void pause_longer_than_the_grace_period_is_given_up() {
        FakeSmtpServer server = server(
                Map.of("shutdown-grace", "50ms", "delay.long.on", "NOOP", "delay.long.time", "1h"),
                message -> Delivery.taken());
        try (TcpClient client = new TcpClient(server.port())) {
            client.line();
            client.send("NOOP\r\n");
            server.close();
        }
        assertThat(events).containsExactly("session closed", "plugin closed");
    }

    @Test
    void nothing_is_left_of_a_closed_server() {
        FakeSmtpServer server = server();
        int port = server.port();
        server.close();
        try (FakeSmtpServer next = TestServer.started(Map.of("listen", "127.0.0.1:" + port))) {
            assertThat(next.port()).isEqualTo(port);
        }
    }

    @Test
    void server_is_closed_once() {
        FakeSmtpServer server = server();
        server.close();
        server.close();
        assertThat(events).containsExactly("plugin closed");
    }

    @Test
    void server_that_was_never_started_closes_its_plugins() {
        FakeSmtpServer server = FakeSmtpServer.builder()
                .plugin(noting(message -> Delivery.taken()))
                .build();
        server.close();
        assertThat(events).containsExactly("plugin closed");
    }

    @Test
    void port_is_there_while_the_server_runs() {
        FakeSmtpServer server =
                FakeSmtpServer.builder().set("listen", "localhost:0").build();
        try (server) {
            assertThatThrownBy(server::port)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the listener 'default' has no port: the server was not started, call start()");
            server.start();
            assertThat(server.port()).isPositive();
            assertThatThrownBy(() -> server.port("other"))
                    .hasMessage("there is no listener 'other', there are [default]");
        }
        assertThatThrownBy(server::port)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the listener 'default' has no port: the server is closed");
    }

    @Test
    void server_is_started_once() {
        FakeSmtpServer server = server();
        try (server) {
            assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
            try (TcpClient client = new TcpClient(server.port())) {
                assertThat(client.line()).startsWith("220 ");
            }
        }
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void threads_end_with_the_server() {
        List<String> before = threads();
        FakeSmtpServer server = server();
        try (TcpClient client = inContent(server)) {
            client.send(".\r\n");
            client.line();
        }
        server.close();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("(fakesmtp|SessionProcessor|NioSocketAcceptor).*"))
                .toList();
    }
}
