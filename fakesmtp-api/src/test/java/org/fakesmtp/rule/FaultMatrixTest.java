package org.fakesmtp.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fakesmtp.answer.Alteration;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Manner;
import org.fakesmtp.answer.ModifierKind;
import org.fakesmtp.answer.Step;
import org.fakesmtp.answer.StepKind;
import org.fakesmtp.dialogue.BareSession;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Scene.Sight;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.text.Octets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step at every stage and every modifier at every stage, as the reference has them: what is played is what the client sees, and what makes no sense is refused. */
class FaultMatrixTest {

    private static final String REPLY = "550 5.1.1 No such user";

    /** What takes a time here goes on with the normal work afterwards. */
    private static final Set<String> TIMES = Set.of("pause", "hang", "stall");

    private static final Set<String> ENDS = Set.of("close", "cut", "reset");

    /** Where a handshake follows the word. */
    private static final Set<String> HANDSHAKES = Set.of("tls-abort", "certificate", "tls-only", "tls-too-old");

    private static String answer(String word) {
        String first = FaultSamples.step(word);
        String timed = word.equals("hang") || word.equals("stall") ? first + " 30s" : first;
        return TIMES.contains(word) ? timed + " then proceed" : timed;
    }

    private static Stream<Arguments> pairs(boolean sensible) {
        return StepKind.all()
                .flatMap(kind -> Stage.STANDARD.stream()
                        .filter(stage -> kind.placement().includes(stage) == sensible)
                        .map(stage -> Arguments.of(stage, kind.word())));
    }

    static Stream<Arguments> sensible() {
        return pairs(true);
    }

    static Stream<Arguments> senseless() {
        return pairs(false);
    }

    @ParameterizedTest
    @MethodSource("sensible")
    void step_at_a_stage_shows_the_client_what_the_reference_says(Stage stage, String word) {
        Sight normal = Scene.normal(stage);
        Sight sight = Scene.played(stage, answer(word));
        assertThat(sight.said()).as("octets").isEqualTo(swallows(stage, word) ? "" : octets(word, normal.said()));
        assertThat(sight.server().pauses())
                .as("pauses")
                .isEqualTo(word.equals("pause") ? List.of(Duration.ofSeconds(2)) : List.of());
        assertThat(sight.server().steps()).as("steps").containsAll(steps(word));
        boolean ends = ENDS.contains(word) || closesAtTls(stage, word) || closesAtQuit(stage, word);
        assertThat(sight.server().isClosed()).as("closed").isEqualTo(ends);
        if (!ends) {
            assertThat(sight.afterwards()).as("afterwards").endsWith(survivor(stage, word));
        }
    }

    /** What came behind the octet at which the server hangs is lost, the end of the content too. */
    private static boolean swallows(Stage stage, String word) {
        return stage.equals(Stage.CONTENT) && word.equals("hang");
    }

    /** The octets of the stage, given those of the normal work. */
    private static String octets(String word, String normal) {
        return switch (word) {
            case "accept", "close", "cut", "half-close", "reset" -> "";
            case "reply" -> REPLY + "\r\n";
            case "send", "send-file" -> "220-Wait\r\n";
            case "keep-open" -> "421 4.3.2 Bye\r\n";
            case "hide", "disable" -> normal.replaceFirst("250-SIZE [0-9]*\r\n", "");
            case "add" -> normal.replaceFirst("250 ([^\r]*\r\n)$", "250-$1250 X-FOO bar\r\n");
            default -> normal;
        };
    }

    /** What the transport is told besides. */
    private static List<String> steps(String word) {
        if (HANDSHAKES.contains(word)) {
            return List.of(handshake(answer(word)));
        }
        boolean told =
                ENDS.contains(word) || Set.of("half-close", "hang", "stall").contains(word);
        return told ? List.of(word) : word.equals("throttle") ? List.of("throttle 1KB/s") : List.of();
    }

    /** In the place of a handshake nothing can follow what was said. */
    private static boolean closesAtTls(Stage stage, String word) {
        return stage.equals(Stage.TLS) && Set.of("reply", "send", "send-file").contains(word);
    }

    private static boolean closesAtQuit(Stage stage, String word) {
        boolean works =
                !Set.of("reply", "send", "send-file", "half-close", "keep-open").contains(word);
        return stage.equals(Stage.QUIT) && works;
    }

    /** What NOOP gets afterwards. A session that was refused at its beginning answers 503 to all but QUIT; one whose banner waits for a handshake has not begun. */
    private static String survivor(Stage stage, String word) {
        if (stage.equals(Stage.TLS) && word.equals("half-close")) {
            return "503 5.5.1 Send HELO or EHLO first\r\n";
        }
        if (swallows(stage, word)) {
            return "";
        }
        boolean refused =
                stage.equals(Stage.CONNECT) && Set.of("reply", "keep-open").contains(word);
        return refused ? "503 5.5.1 This session was refused, send QUIT\r\n" : "250 2.0.0 Ok\r\n";
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void step_that_makes_no_sense_at_a_stage_is_refused_by_name(Stage stage, String word) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Scene.played(stage, answer(word)))
                .withMessage("settings: fault.x.answer: '%s' makes no sense at %s, only %s"
                        .formatted(word, stage, StepKind.named(word).placement()));
    }

    private static Stream<Arguments> modified(String step, boolean sensible) {
        return ModifierKind.all()
                .flatMap(kind -> Stage.STANDARD.stream()
                        .filter(stage -> takesModifiers(stage) == sensible || step.startsWith("reply"))
                        .map(stage -> Arguments.of(stage, step, kind.example())));
    }

    private static boolean takesModifiers(Stage stage) {
        return !Set.of(Stage.TLS, Stage.STARTTLS, Stage.CONTENT, Stage.IDLE).contains(stage);
    }

    static Stream<Arguments> modifiers() {
        return Stream.concat(modified("reply " + REPLY, true), modified("proceed", true));
    }

    static Stream<Arguments> senselessModifiers() {
        return modified("proceed", false);
    }

    @ParameterizedTest
    @MethodSource("modifiers")
    void modifier_at_a_stage_changes_the_octets_of_its_reply(Stage stage, String step, String modifier) {
        String reply = step.equals("proceed") ? asStep(Scene.normal(stage).said()) : step;
        Sight sight = Scene.played(stage, step + " with " + modifier);
        byte[] octets = new byte[BareSession.LONGEST];
        int length = FaultSamples.sent(reply + " with " + modifier).open().read(octets, 0, octets.length);
        assertThat(Octets.written(sight.said())).isEqualTo(Octets.written(new String(octets, 0, length, ISO_8859_1)));
    }

    /** Replies as a step that says the same. */
    private static String asStep(String octets) {
        List<String> lines = octets.lines().toList();
        StringBuilder step = new StringBuilder("reply ").append(octets, 0, 3);
        boolean enhanced = lines.get(0).substring(4).matches("[245]\\.[0-9]+\\.[0-9]+ .*");
        if (enhanced) {
            step.append(' ').append(lines.get(0).substring(4).split(" ", 2)[0]);
        }
        lines.forEach(line -> step.append(" \"")
                .append(enhanced ? line.substring(4).split(" ", 2)[1] : line.substring(4))
                .append('"'));
        return step.toString();
    }

    @ParameterizedTest
    @MethodSource("senselessModifiers")
    void modifier_where_the_normal_work_has_no_reply_is_refused_by_name(Stage stage, String step, String modifier) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Scene.played(stage, step + " with " + modifier))
                .withMessageStartingWith("settings: fault.x.answer: '%s with %s' makes no sense at %s,"
                        .formatted(step, modifier, stage));
    }

    /** The handshake that an answer orders. */
    private static String handshake(String answer) {
        Manner manner = Manner.NORMAL;
        for (Step step : Answer.parse(answer).steps()) {
            manner = step instanceof Alteration alteration ? alteration.alter(manner) : manner;
        }
        return manner.handshake().toString();
    }
}
