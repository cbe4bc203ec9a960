package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins that hold the end of the process, or bring it: the spool is settled and unlocked all the same, in time, and the plugin named. */
class StubbornPluginIT {

    private static final String SOURCE = """
            package test;

            import java.time.Duration;
            import java.util.concurrent.CountDownLatch;
            import org.fakesmtp.answer.*;
            import org.fakesmtp.api.*;
            import org.fakesmtp.mail.*;
            import org.fakesmtp.setting.*;

            public final class Stubborn implements Plugin {
                private final CountDownLatch first = new CountDownLatch(1);
                private String does = "";

                public String name() {
                    return "stubborn";
                }

                public void install(Settings settings, Hooks hooks) {
                    does = settings.text("does", "");
                    when("install", 7);
                    hooks.answer(Stage.NOOP, exchange -> {
                        when("answer", 8);
                        return Answer.proceed();
                    });
                    hooks.answer(Stage.RSET, Answerer.atOnce(exchange -> {
                        when("inline", 9);
                        return Answer.proceed();
                    }));
                    hooks.deliver(message -> {
                        first.countDown();
                        when("sink", 10);
                        return Delivery.taken();
                    });
                    hooks.observe(new SessionObserver() {
                        @Override
                        public void closed(SessionFacts session) {
                            when("observer", 11);
                        }
                    });
                    hooks.schedule().after(Duration.ofMillis(300), () -> when("task", 12));
                    hooks.schedule().after(Duration.ZERO, () -> when("start", 13));
                    if (does.endsWith("thread")) {
                        new Thread(this::afterTheFirstMessage).start();
                    }
                    if (does.equals("hook")) {
                        Runtime.getRuntime().addShutdownHook(new Thread(Stubborn::hang));
                    }
                }

                private void afterTheFirstMessage() {
                    try {
                        first.await();
                        when("thread", 14);
                    } catch (InterruptedException e) {
                        System.err.println("interrupted");
                    }
                }

                public void close() {
                    when("close", 15);
                    if (does.equals("throw close")) {
                        throw new IllegalStateException("no");
                    }
                    if (does.equals("overflow close")) {
                        close();
                    }
                }

                private void when(String where, int status) {
                    if (does.equals("hang " + where)) {
                        hang();
                    } else if (does.equals("exit " + where)) {
                        System.exit(status);
                    }
                }

                private static void hang() {
                    while (true) {
                        try {
                            Thread.sleep(1_000_000);
                        } catch (InterruptedException e) {
                            System.err.println("interrupted");
                        }
                    }
                }
            }
            """;

    private static final Duration GRACE = Duration.ofSeconds(1);

    /** The grace, a few seconds, and what a busy machine takes on top. */
    private static final Duration MOST = Duration.ofSeconds(20);

    @TempDir
    static Path temporary;

    private static Dist dist;

    @BeforeAll
    static void unpackAndBuild() throws Exception {
        dist = Dist.unpack(temporary.resolve("dist"));
        Path classes = Files.createDirectories(temporary.resolve("classes"));
        Path services = Files.createDirectories(temporary.resolve("services/META-INF/services"));
        Files.writeString(services.resolve("org.fakesmtp.api.Plugin"), "test.Stubborn\n");
        ExampleJar.compile(classes, Files.writeString(temporary.resolve("Stubborn.java"), SOURCE));
        ExampleJar.pack(dist.file("plugins/stubborn.jar"), classes, temporary.resolve("services"));
    }

    @ParameterizedTest
    @CsvSource({
        "hang close, plugin stubborn does not come to its end",
        "exit close, plugin stubborn does not come to its end",
        "throw close, plugin stubborn failed to close",
        "overflow close, plugin stubborn failed to close",
        "hang answer, plugin stubborn is still busy with session",
        "hang inline, plugin stubborn keeps a session",
        "hang sink, plugin stubborn is still busy with message",
        "hang observer, plugin stubborn keeps a session",
        "hang task, plugin stubborn is still busy with a task",
        "hang thread, ''",
        "hook, ''",
    })
    void signal_ends_a_server_whose_plugin_does_not_end(String does, String named) throws Exception {
        Server server = start(does);
        occupy(server);

        long begin = System.nanoTime();
        server.terminate();

        assertThat(server.exitCode()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MOST);
        assertThat(server.err()).contains(named);
        assertSettled(does);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "inline", "sink", "observer", "task", "thread"})
    void plugin_that_ends_the_process_is_named_and_the_server_stops_in_order(String where) throws Exception {
        Server server = start("exit " + where);
        try {
            occupy(server);
        } catch (IOException e) {
            assertThat(where).as(e.toString()).isIn("task", "thread");
        }

        assertThat(server.exitCode()).isZero();
        assertThat(server.err())
                .contains("plugin stubborn has ended the process, by System.exit at ")
                .contains("stubborn.jar//test.Stubborn.when(Stubborn.java:");
        assertSettled("exit " + where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "start"})
    void plugin_that_ends_the_process_before_the_server_listens_is_named_and_that_is_no_success(String where)
            throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("exit " + where));

        Command.Run run = command("exit " + where).in(folder).run();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("plugin stubborn has ended the process, by System.exit at ");
        assertThat(folder.resolve("spool")).doesNotExist();
    }

    @Test
    void exit_after_some_time_is_held_up_by_none() throws Exception {
        Server server = start("hang close", "--exit-after", "1s");

        assertThat(server.exitCode()).isZero();
        assertThat(server.err()).contains("plugin stubborn does not come to its end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hook", "hang thread", "hang close"})
    void server_that_cannot_start_ends_too(String does) throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("no start " + does));

        Command.Run run =
                command(does).and("--port-file", "no/where").in(folder).run();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("no/where: cannot be written: there is no such directory");
    }

    @Test
    void second_signal_ends_it_at_once() throws Exception {
        Server server = start("hang answer", "--set", "shutdown-grace=1h");
        occupy(server);
        server.terminate();
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(30)).until(() -> isAlive(server));

        server.terminate();

        assertThat(server.exitCode()).isEqualTo(143);
        assertThat(server.err())
                .contains("fakesmtp: ended at once by a second signal; the next start puts the spool right");
    }

    private static boolean isAlive(Server server) {
        return ProcessHandle.of(server.pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    /** One session leaves a message, one waits in whatever the plugin does, one has just come. */
    private static void occupy(Server server) throws IOException {
        try (Dialogue first = greeted(server)) {
            first.say("MAIL FROM:<a@a.test>", "RCPT TO:<b@b.test>", "DATA", "Subject: x", "", ".", "QUIT");
            first.line();
        }
        Dialogue second = greeted(server);
        second.say("NOOP", "RSET", "QUIT");
        greeted(server).say("QUIT"); // by then the lines before have come
    }

    private static Dialogue greeted(Server server) throws IOException {
        Dialogue dialogue = new Dialogue(server.port());
        dialogue.line();
        dialogue.ask("HELO client.test");
        return dialogue;
    }

    private static void assertSettled(String does) throws IOException {
        Path spool = temporary.resolve(does).resolve("spool");
        if (Files.exists(spool)) {
            try (Stream<Path> left = Files.walk(spool)) {
                List<Path> hidden = left.filter(
                                file -> file.getFileName().toString().startsWith("."))
                        .toList();
                assertThat(hidden).isEmpty();
            }
        }
    }

    private static Server start(String does, String... arguments) throws Exception {
        return Server.start(temporary.resolve(does), command(does).and(arguments));
    }

    private static Command command(String does) {
        return dist.fakesmtp(
                "--listen",
                "localhost:0",
                "--set",
                "plugins=spool,stubborn",
                "--set",
                "stubborn.does=" + does,
                "--set",
                "shutdown-grace=" + GRACE.toSeconds() + "s");
    }
}
