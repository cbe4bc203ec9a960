package org.fakesmtp.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.ModifierKind;
import org.fakesmtp.answer.Step;
import org.fakesmtp.answer.StepKind;
import org.fakesmtp.answer.Transmission;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.text.Octets;
import org.junit.jupiter.api.Test;

/** The reference of faults is generated: {@code -Dupdate.docs=true} writes it. */
class FaultDocumentationTest {

    private static final Path FILE = Path.of("..", "docs", "faults.md");

    @Test
    void each_example_has_its_step_and_each_step_its_factory() {
        assertThat(StepKind.all()).isNotEmpty().allSatisfy(kind -> {
            assertThat(kind.examples())
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(Answer.parse(example, Path.of("src/test/resources"))
                                    .steps())
                            .extracting(Step::word)
                            .contains(kind.word()));
            assertThat(Answer.class.getMethods())
                    .filteredOn(method -> Modifier.isStatic(method.getModifiers()))
                    .extracting(Method::getName)
                    .contains(factory(kind.word()));
        });
    }

    /** {@code half-close} is {@code Answer.halfClose()}. */
    private static String factory(String word) {
        return Pattern.compile("-(.)")
                .matcher(word)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
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

                Every fault that a rule can order, and the stages that allow it. [rules.md](rules.md) describes rules. This page is generated from the code; a rule that the tables do not allow
                stops startup.

                ## Steps

                | Step | What the client sees |
                |---|---|
                %s
                ## Stages

                | Step | %s |
                |---|%s
                %s
                ## Modifiers

                Modifiers follow `reply` and `proceed`, as in `proceed with bare-lf`; `dribble`, `throttle` and `twice` also follow `send`. Several add up.
                The table shows the octets of `250 2.0.0 Ok` with each.

                | Modifier | Octets |
                |---|---|
                %s""".formatted(
                        rows(StepKind.all(), kind -> examples(kind.examples()) + " | " + kind.meaning()),
                        Stage.STANDARD.stream().map(Stage::name).collect(Collectors.joining(" | ")),
                        "---|".repeat(Stage.STANDARD.size()),
                        rows(StepKind.all(), kind -> '`' + kind.word() + "` | " + stages(kind)),
                        rows(ModifierKind.all(), kind -> '`' + kind.example() + "` | " + sent(kind.example())));
    }

    private static <T> String rows(Stream<T> kinds, Function<T, String> row) {
        return kinds.map(kind -> "| " + row.apply(kind) + " |\n").collect(Collectors.joining());
    }

    private static String examples(List<String> examples) {
        return examples.stream().map(example -> '`' + example + '`').collect(Collectors.joining(", "));
    }

    private static String stages(StepKind kind) {
        return Stage.STANDARD.stream()
                .map(stage -> kind.placement().includes(stage) ? "\u2713" : "")
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
