package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.fakesmtp.dialogue.Script;
import org.fakesmtp.lint.LintRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code fakesmtp lint}. What clients say to it stands in lint.txt. */
class LintIT {

    private static final Dist DIST = Dist.shared();
    private static final String NAME = "lint";

    @TempDir
    private Path folder;

    private Server lint(String... arguments) throws IOException {
        return Server.start(
                folder, DIST.fakesmtp("lint", "--listen", "localhost:0").and(arguments));
    }

    private static Stream<Script> dialogues() throws Exception {
        Path file = Path.of(LintIT.class.getResource("/lint.txt").toURI());
        return Script.parseAll(NAME, Files.readString(file)).stream();
    }

    static Stream<Script> mistakes() throws Exception {
        return dialogues().filter(dialogue -> !said(dialogue).equals("nothing"));
    }

    private static Script right() throws Exception {
        return dialogues().findFirst().orElseThrow();
    }

    /** What the client is told. */
    private static String said(Script dialogue) {
        return dialogue.name().substring(NAME.length() + 2);
    }

    /** Says what the client says, each time when the server has said what it is to say, and hangs up. */
    private static void play(Script dialogue, Server server) throws IOException {
        try (Dialogue client = new Dialogue(server.port())) {
            for (Script.Turn turn : dialogue.turns()) {
                client.send(turn.sent());
                for (String expected : turn.expected()) {
                    assertThat(client.line()).matches(line -> Script.matches(expected, line), expected);
                }
            }
        }
    }

    private static String listens(Server server) {
        String first = server.out().lines().findFirst().orElseThrow();
        assertThat(first).matches("fakesmtp listens on localhost:" + server.port() + ", seed = \\d+");
        return first + "\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void client_is_told_what_it_did_wrong_and_the_exit_code_is_4_where_it_was_an_error(Script mistake)
            throws Exception {
        Server server = lint();
        play(mistake, server);

        boolean error = said(mistake).startsWith("error: ");
        assertThat(server.exitCode()).isEqualTo(error ? 4 : 0);
        assertThat(server.out())
                .isEqualTo(listens(server) + said(mistake) + "\nmessages: 1, errors: " + (error ? 1 : 0) + ", notes: "
                        + (error ? 0 : 1) + "\n");
    }

    @Test
    void each_kind_of_finding_has_a_dialogue() throws Exception {
        assertThat(mistakes().map(mistake -> said(mistake).split(": ", 4)[2]))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(LintRule.values()).map(LintRule::toString).toList());
    }

    @Test
    void client_that_does_all_right_is_told_nothing_and_the_exit_code_is_0() throws Exception {
        Server server = lint();
        play(right(), server);

        assertThat(server.exitCode()).isZero();
        assertThat(server.out()).isEqualTo(listens(server) + "messages: 1, errors: 0, notes: 0\n");
    }

    @Test
    void client_that_leaves_without_a_message_is_told_at_once_and_a_signal_brings_the_verdict() throws Exception {
        Server server = lint();
        try (Dialogue client = new Dialogue(server.port())) {
            client.line();
            client.ask("HELO client.test");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> server.out().contains("no-quit: the last command was HELO"));
        server.terminate();

        assertThat(server.exitCode()).isEqualTo(4);
        assertThat(server.out()).endsWith("\nmessages: 0, errors: 1, notes: 0\n");
    }

    @Test
    void time_in_which_no_message_came_is_no_praise() throws Exception {
        Command.Run run = DIST.fakesmtp("lint", "--listen", "localhost:0", "--exit-after", "1ms")
                .run();

        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.out()).endsWith("\nmessages: 0, errors: 0, notes: 0\n");
    }

    @Test
    void it_waits_for_as_many_messages_as_it_is_told() throws Exception {
        Server server = lint("--exit-after", "2");
        play(right(), server);
        play(right(), server);

        assertThat(server.exitCode()).isZero();
        assertThat(server.out()).endsWith("\nmessages: 2, errors: 0, notes: 0\n");
    }

    @Test
    void help_tells_the_options_and_the_exit_codes() throws Exception {
        Command.Run run = DIST.fakesmtp("lint", "--help").run();

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("--listen", "--set", "--port-file", "--exit-after")
                .contains("4 where there was an error", "5 where no message came");
    }
}
