package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server whose rules change while it runs, and that ends by itself. */
class RunningIT {

    private static final Dist DIST = Dist.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SETTINGS = "listen = localhost:0\nplugins = reject\n";
    private static final String RULE = "reject.no.on = RSET\nreject.no.reply = 450 4.0.0 no\n";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("my.properties"), SETTINGS + RULE);
    }

    private Server start(String... arguments) throws IOException {
        return Server.start(
                folder, DIST.fakesmtp("-c", "my.properties").and(arguments).in(folder));
    }

    private Command.Run run(String... arguments) throws Exception {
        return DIST.fakesmtp("-c", "my.properties").and(arguments).in(folder).run();
    }

    @Test
    void changed_file_is_taken_up_and_a_mistake_in_it_is_told() throws Exception {
        try (Server server = start();
                Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            Files.writeString(file, SETTINGS + RULE.replace("RSET", "RSTE"));
            await().atMost(PATIENCE)
                    .until(() -> server.err().contains("my.properties:3: reject.no.on: unknown stage 'RSTE'"));
            assertThat(dialogue.ask("HELO a.test")).startsWith("250 ");
            assertThat(dialogue.ask("RSET")).isEqualTo("450 4.0.0 no");

            Files.writeString(
                    file, SETTINGS + RULE.replace("450 4.0.0 no", "451 4.0.0 changed") + "hostname = x.test\n");
            await().atMost(PATIENCE).until(() -> server.err().contains("hostname has changed, which needs a restart"));
            assertThat(dialogue.ask("RSET")).isEqualTo("451 4.0.0 changed");
        }
    }

    @ParameterizedTest
    @CsvSource({"'console, reject', true", "reject, false"})
    void scripted_answer_is_told_once(String plugins, boolean onConsole) throws Exception {
        Server server = start("--set", "plugins=" + plugins);
        try (Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            dialogue.ask("HELO a.test");
            dialogue.ask("RSET");
        }
        server.close();

        assertThat(server.out().contains("!! RSET: reject.no: reply 450 4.0.0 no"))
                .isEqualTo(onConsole);
        assertThat(server.err().contains("RSET: reject.no answers 'reply 450 4.0.0 no'"))
                .isEqualTo(!onConsole);
    }

    @Test
    void server_ends_by_itself_after_so_many_messages_and_reports_its_rules() throws Exception {
        Server server = start("--exit-after", "1");
        try (Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            dialogue.ask("HELO a.test");
            dialogue.ask("RSET");
            dialogue.ask("MAIL FROM:<a@a.test>");
            dialogue.ask("RCPT TO:<b@b.test>");
            dialogue.ask("DATA");
            assertThat(dialogue.ask(".")).startsWith("250 ");
            assertThat(dialogue.ask("QUIT")).startsWith("221 ");
        }

        assertThat(server.exitCode()).isZero();
        assertThat(server.err()).contains("rule reject.no: matched 1, answered 1");
    }

    @Test
    void rule_that_never_matched_fails_the_run_where_that_is_asked_for() throws Exception {
        Server server = start("--exit-after", "100ms", "--fail-on-unused-rule");

        assertThat(server.exitCode()).isEqualTo(3);
        assertThat(server.err()).contains("fakesmtp: rule reject.no never matched\n");
    }

    @Test
    void without_that_it_does_not() throws Exception {
        assertThat(start("--exit-after", "100ms").exitCode()).isZero();
    }

    @Test
    void time_that_is_none_is_refused() throws Exception {
        assertThat(run("--exit-after", "0").err()).contains("messages are counted from 1, not from 0");
        assertThat(run("--exit-after", "soon").exit()).isEqualTo(2);
    }

    @Test
    void rules_are_explained() throws Exception {
        assertThat(run("--explain"))
                .isEqualTo(new Command.Run(0, "1. reject.no\n   at RSET\n   answer: reply 450 4.0.0 no\n", ""));
    }

    @Test
    void profile_is_stronger_than_the_file_and_weaker_than_the_command_line() throws Exception {
        Dist own = Dist.unpack(folder.resolve("own"));
        Path profiles = Files.createDirectories(own.file("examples/profiles"));
        Files.writeString(
                profiles.resolve("late.properties"), "reject.no.on = NOOP\nreject.no.reply = 450 4.0.0 late\n");

        Command explain = own.fakesmtp("-c", "my.properties", "--profile", "late", "--explain")
                .in(folder);
        assertThat(explain.run().out()).isEqualTo("1. reject.no\n   at NOOP\n   answer: reply 450 4.0.0 late\n");
        assertThat(explain.and("--set", "reject.no.on=VRFY").run().out()).contains("   at VRFY\n");
    }

    @Test
    void profile_that_is_not_there_is_told_with_those_that_are() throws Exception {
        Dist own = Dist.unpack(folder.resolve("own"));
        Path profiles = Files.createDirectories(own.file("examples/profiles"));
        Files.writeString(profiles.resolve("late.properties"), "");

        Command.Run run = own.fakesmtp("-c", "my.properties", "--profile", "lata")
                .in(folder)
                .run();
        assertThat(run.err())
                .contains("--profile: no profile 'lata' in ", ", did you mean late?")
                .contains("late");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void journal_is_written() throws Exception {
        try (Server server = start("--set", "journal.file=journal.jsonl");
                Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            dialogue.ask("RSET");
        }

        assertThat(folder.resolve("journal.jsonl"))
                .content()
                .contains("\"rule\":\"reject.no\"")
                .endsWith("]}\n");
    }
}
