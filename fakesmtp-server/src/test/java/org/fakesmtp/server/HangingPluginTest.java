package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is to end, and code of a plugin that does not. */
@Timeout(50)
class HangingPluginTest {

    private static final String TO_MESSAGE =
            "HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\nDATA\r\nSubject: x\r\n\r\n.\r\n";

    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<String> closed = new CopyOnWriteArrayList<>();

    @AfterEach
    void letGo() {
        never.countDown();
    }

    /** Waits for what does not come, whoever interrupts. */
    private void hang() {
        busy.countDown();
        boolean waits = true;
        while (waits) {
            try {
                never.await();
                waits = false;
            } catch (InterruptedException e) {
                waits = true;
            }
        }
    }

    private static void overflow() {
        throw new StackOverflowError("deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "200ms"})
    void close_that_never_returns_is_named_and_the_other_plugins_are_closed(String grace) {
        try (LogTape tape = new LogTape(InstalledPlugins.class.getName())) {
            FakeSmtpServer server = server(grace, plugin("stubborn", (own, hooks) -> {}, this::hang));
            server.close();

            assertThat(closed).containsExactly("last", "first");
            assertThat(tape.lines())
                    .anyMatch(line -> line.startsWith("ERROR plugin stubborn does not come to its end, it is at ")
                            && line.contains("HangingPluginTest")
                            && line.endsWith(": the server ends without it"));
        }
    }

    @Test
    void close_that_fails_keeps_no_other_plugin_from_being_closed() {
        FakeSmtpServer server = server(
                "1s",
                plugin("deep", (own, hooks) -> {}, HangingPluginTest::overflow),
                plugin("short", (own, hooks) -> {}, () -> {
                    throw new OutOfMemoryError("none");
                }));
        server.close();

        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void close_that_closes_the_server_is_not_waited_for() {
        FakeSmtpServer[] itself = new FakeSmtpServer[1];
        FakeSmtpServer server = server("1h", plugin("eager", (own, hooks) -> {}, () -> itself[0].close()));
        itself[0] = server;
        server.close();

        assertThat(closed).containsExactly("last", "eager", "first");
    }

    @Test
    void sink_that_never_returns_is_named_with_its_message() throws Exception {
        assertNamed(
                "busy with message ",
                "plugin stuck is still ",
                (own, hooks) -> hooks.deliver(message -> {
                    hang();
                    return Delivery.taken();
                }));
    }

    @Test
    void answerer_that_never_returns_is_named() throws Exception {
        assertNamed(
                "busy with ",
                "plugin stuck is still ",
                (own, hooks) -> hooks.answer(Stage.MAIL, exchange -> {
                    hang();
                    return Answer.proceed();
                }));
    }

    @Test
    void answerer_that_promised_not_to_block_and_does_is_named_by_its_place() throws Exception {
        assertNamed(
                "HangingPluginTest",
                "a session is kept, at ",
                (own, hooks) -> hooks.answer(Stage.MAIL, Answerer.atOnce(exchange -> {
                    hang();
                    return Answer.proceed();
                })));
    }

    @Test
    void observer_that_never_returns_is_named_by_its_place() throws Exception {
        assertNamed(
                "HangingPluginTest",
                "a session is kept, at ",
                (own, hooks) -> hooks.observe(new SessionObserver() {
                    @Override
                    public void closed(SessionFacts session) {
                        hang();
                    }
                }));
    }

    @Test
    void task_that_never_returns_is_named() throws Exception {
        assertNamed(
                "HangingPluginTest",
                "plugin stuck is still busy with a task, at ",
                (own, hooks) -> hooks.schedule().after(Duration.ofMillis(1), this::hang));
    }

    @Test
    void server_that_waits_in_its_start_for_a_task_is_closed_all_the_same() throws Exception {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .set("listen", "127.0.0.1:0")
                .set("shutdown-grace", "100ms")
                .plugin(plugin("first", (own, hooks) -> {}, () -> {}))
                .plugin(plugin("stuck", (own, hooks) -> hooks.schedule().after(Duration.ZERO, this::hang), () -> {}));
        FakeSmtpServer server = builder.build();
        Thread start = new Thread(server::start);
        start.setDaemon(true);
        start.setUncaughtExceptionHandler((thread, failure) -> closed.add("start failed"));
        start.start();
        busy.await();

        server.close();

        assertThat(closed).containsExactly("stuck", "first");
        never.countDown();
        start.join();
        assertThat(closed).containsExactly("stuck", "first", "start failed");
    }

    private void assertNamed(String part, String begin, BiConsumer<Settings, Hooks> installation) throws Exception {
        try (LogTape tape = new LogTape(Shutdown.class.getName())) {
            FakeSmtpServer server = server("300ms", plugin("stuck", installation, () -> {}));
            try (TcpClient client = new TcpClient(server.port());
                    TcpClient other = new TcpClient(server.port())) {
                client.line();
                other.line();
                client.send(TO_MESSAGE);
                if (part.equals("HangingPluginTest")) {
                    client.send("QUIT\r\n");
                }
                busy.await();
                server.close();
            }
            assertThat(closed).containsExactly("last", "stuck", "first");
            assertThat(tape.lines())
                    .anyMatch(line -> line.startsWith("ERROR " + begin)
                            && line.contains(part)
                            && line.endsWith(": the server ends without it"));
        }
    }

    private FakeSmtpServer server(String grace, Plugin... plugins) {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .set("listen", "127.0.0.1:0")
                .set("shutdown-grace", grace)
                .set("tls.mode", "off")
                .plugin(plugin("first", (own, hooks) -> {}, () -> {}));
        for (Plugin plugin : plugins) {
            builder.plugin(plugin);
        }
        return builder.plugin(plugin("last", (own, hooks) -> {}, () -> {}))
                .build()
                .start();
    }

    private Plugin plugin(String name, BiConsumer<Settings, Hooks> installation, Runnable close) {
        return new Plugin() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void install(Settings settings, Hooks hooks) {
                installation.accept(settings, hooks);
            }

            @Override
            public void close() {
                close.run();
                closed.add(name);
            }
        };
    }
}
