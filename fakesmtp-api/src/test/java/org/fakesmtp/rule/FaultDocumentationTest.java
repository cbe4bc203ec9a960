package org.fakesmtp.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fakesmtp.api.Octets;
import org.fakesmtp.api.Stage;
import org.fakesmtp.api.Transmission;
import org.junit.jupiter.api.Test;

/** The reference of faults is generated: {@code -Dupdate.docs=true} writes it. */
class FaultDocumentationTest {

    private static final Path FILE = Path.of("..", "docs", "faults.md");

    @Test
    void every_step_and_modifier_is_documented() {
        assertThat(FaultSamples.STEPS.keySet()).containsExactlyInAnyOrderElementsOf(Placement.words());
        assertThat(FaultSamples.MODIFIERS.keySet()).containsExactlyInAnyOrderElementsOf(ModifierGrammar.words());
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
                        rows(FaultSamples.STEPS, (word, texts) -> examples(texts.get(0)) + " | " + texts.get(1)),
                        Stage.STANDARD.stream().map(Stage::name).collect(Collectors.joining(" | ")),
                        "---|".repeat(Stage.STANDARD.size()),
                        rows(FaultSamples.STEPS, (word, texts) -> '`' + word + "` | " + stages(word)),
                        rows(FaultSamples.MODIFIERS, (word, example) -> '`' + example + "` | " + sent(example)));
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
        Transmission sent = FaultSamples.sent("reply 250 2.0.0 Ok with " + modifier);
        byte[] octets = new byte[80];
        int length = sent.open().read(octets, 0, octets.length);
        String text = '`' + Octets.written(new String(octets, 0, length, ISO_8859_1)) + '`';
        String pace = sent.pace()
                .map(every -> ", " + every.toString().replace("dribble ", ""))
                .orElse("");
        return text + (length == octets.length ? " and so on" : "") + pace;
    }
}
