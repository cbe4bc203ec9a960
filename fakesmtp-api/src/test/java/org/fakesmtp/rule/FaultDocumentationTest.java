package org.fakesmtp.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fakesmtp.api.Octets;
import org.fakesmtp.api.Stage;
import org.fakesmtp.api.StepPlayer;
import org.fakesmtp.api.Transmission;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** The reference of faults is generated: {@code -Dupdate.docs=true} writes it. */
class FaultDocumentationTest {

    private static final Path FILE = Path.of("..", "docs", "faults.md");

    /** What a properties file writes, by the word of the step, and what the client sees. */
    private static final Map<String, List<String>> STEPS = new LinkedHashMap<>();

    /** What a properties file writes, by the word of the modifier. */
    private static final Map<String, String> MODIFIERS = new LinkedHashMap<>();

    static {
        step("proceed", "proceed", "the normal work and its reply; later rules are asked");
        step("allow", "allow", "the same, and no further rule is asked");
        step("accept", "accept", "the normal work, and no reply");
        step("reply", "reply 550 5.1.1 No such user", "this reply, and nothing is done; 421 closes");
        step("send", "send \"220-Wait\\r\\n\"", "exactly these octets");
        step("pause", "pause 2s, pause 1s..5s, pause lognormal(200ms, 0.5)", "nothing, for so long");
        step("close", "close", "FIN after what was sent, under TLS after a close_notify");
        step("cut", "cut", "FIN after what was sent, under TLS without a close_notify");
        step("half-close", "half-close", "FIN, and what it sends is still read");
        step("reset", "reset", "RST");
        step("hang", "hang, hang 30s", "nothing, and what it sends is thrown away");
        step("stall", "stall, stall 30s", "nothing, and what it sends is not read, so that its window fills");
        step("keep-open", "reply 421 4.3.2 Bye then keep-open", "no close after a 421");
        step("throttle", "throttle 1KB/s", "its message is read so slowly");
        step("starttls-in-clear", "starttls-in-clear then proceed", "220, and no handshake after it");
        step("tls-abort", "tls-abort then proceed", "a fatal alert instead of the server's hello");
        step(
                "certificate",
                "certificate expired then proceed",
                "a certificate that is `expired`, `not-yet-valid`, `self-signed`, of a `wrong-host`, of an `unknown-ca`, or has `no-intermediate`");
        step("tls-only", "tls-only 1.2 then proceed", "one version or cipher suite");
        step("tls-too-old", "tls-too-old then proceed", "a hello of TLS 1.0");
        step("hide", "hide SIZE then proceed", "a keyword less, and what stands behind it is served");
        step("disable", "disable SIZE then proceed", "a keyword less, and what stands behind it is refused");
        step("add", "add X-FOO bar then proceed", "a keyword more");
        MODIFIERS.put("dribble", "dribble 1 every 500ms");
        MODIFIERS.put("throttle", "throttle 100B/s");
        for (String word : List.of(
                "bare-lf",
                "no-line-end",
                "mixed-codes",
                "unfinished",
                "no-digits",
                "binary",
                "nul",
                "8bit",
                "twice",
                "endless")) {
            MODIFIERS.put(word, word);
        }
        MODIFIERS.put("oversized", "oversized 20");
        MODIFIERS.put("code", "code 650");
    }

    private static void step(String word, String examples, String meaning) {
        STEPS.put(word, List.of(examples, meaning));
    }

    @Test
    void every_step_and_modifier_is_documented() {
        assertThat(STEPS.keySet()).containsExactlyInAnyOrderElementsOf(Placement.words());
        assertThat(MODIFIERS.keySet()).containsExactlyInAnyOrderElementsOf(ModifierGrammar.words());
    }

    @Test
    void reference_of_faults_is_what_the_code_says() throws IOException {
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(FILE, reference(), UTF_8);
        }
        assertThat(FILE).as("write it anew with -Dupdate.docs=true").hasContent(reference());
    }

    private static String reference() {
        return """
                # Faults

                What a rule can order, and where. [rules.md](rules.md) tells how a rule is written; this page is generated from the code, and a rule that orders what the tables do not allow is
                refused at start.

                ## Steps

                | Step | What the client sees |
                |---|---|
                %s
                ## Stages

                | Step | %s |
                |---|%s
                %s
                ## Modifiers

                They stand behind `reply` and `proceed`, as in `proceed with bare-lf`. `dribble`, `throttle` and `twice` can stand behind `send` as well. Several add up.
                These are the octets of `250 2.0.0 Ok` with each.

                | Modifier | Octets |
                |---|---|
                %s""".formatted(
                        rows(STEPS, (word, texts) -> examples(texts.get(0)) + " | " + texts.get(1)),
                        Stage.STANDARD.stream().map(Stage::name).collect(Collectors.joining(" | ")),
                        "---|".repeat(Stage.STANDARD.size()),
                        rows(STEPS, (word, texts) -> '`' + word + "` | " + stages(word)),
                        rows(MODIFIERS, (word, example) -> '`' + example + "` | " + sent(example)));
    }

    private static <T> String rows(Map<String, T> entries, java.util.function.BiFunction<String, T, String> row) {
        return entries.entrySet().stream()
                .map(entry -> "| " + row.apply(entry.getKey(), entry.getValue()) + " |\n")
                .collect(Collectors.joining());
    }

    private static String examples(String examples) {
        return List.of(examples.split(", (?=[a-z])", -1)).stream()
                .map(example -> '`' + example + '`')
                .collect(Collectors.joining(", "));
    }

    private static String stages(String word) {
        return Stage.STANDARD.stream()
                .map(stage -> Placement.of(word).includes(stage) ? "\u2713" : "")
                .collect(Collectors.joining(" | "));
    }

    private static String sent(String modifier) {
        StepPlayer player = mock(StepPlayer.class);
        StepGrammar.answer("reply 250 2.0.0 Ok with " + modifier).steps().get(0).playOn(player);
        ArgumentCaptor<Transmission> sent = ArgumentCaptor.forClass(Transmission.class);
        verify(player).send(sent.capture());
        byte[] octets = new byte[80];
        int length = sent.getValue().open().read(octets, 0, octets.length);
        String text = '`' + Octets.written(new String(octets, 0, length, ISO_8859_1)) + '`';
        String pace = sent.getValue()
                .pace()
                .map(every -> ", " + every.toString().replace("dribble ", ""))
                .orElse("");
        return text + (length == octets.length ? " and so on" : "") + pace;
    }
}
