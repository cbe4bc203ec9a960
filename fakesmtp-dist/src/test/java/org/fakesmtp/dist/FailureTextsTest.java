package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message ends in {@code null} or shows the class of an exception: the code takes the words for a failure from {@code Reason}, and from nowhere else. */
class FailureTextsTest {

    /** An exception's own message or name, as text. */
    private static final Pattern RAW = Pattern.compile(
            "\\b(?:e|ex|cause|failure|thrown|exception|throwable)(?:\\(\\))?\\.(?:getMessage|getLocalizedMessage|toString)\\(\\)"
                    + "|String\\.valueOf\\((?:e|cause|failure|thrown|exception)\\)"
                    + "|\" \\+ (?:e|cause|failure|thrown|exception)\\b(?![.(])");

    /** Those who know what they do: the place of the words, what looks for words of the system or of the product in them, and what writes stack traces. */
    private static final Set<String> ALLOWED = Set.of(
            "Reason.java",
            "DiskFull.java",
            "PrintableThrowable.java",
            "Failure.java",
            "Reloading.java",
            "TlsFailure.java");

    static List<String> raw(String source) {
        return RAW.matcher(source.replaceAll("(?m)^ *(?://|\\*|/\\*\\*).*$", ""))
                .results()
                .map(found -> found.group())
                .toList();
    }

    @Test
    void words_for_a_failure_come_from_one_place() throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : List.of("api", "server", "junit", "dist", "plugins/standard")) {
            try (Stream<Path> files =
                    Files.walk(Block.ROOT.resolve("fakesmtp-" + module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    String name = String.valueOf(file.getFileName());
                    if (!ALLOWED.contains(name)) {
                        raw(Files.readString(file)).forEach(text -> found.add(name + ": " + text));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x(e.getMessage())",
                "LOG.warn(\"{}\", cause.toString())",
                "\"no: \" + e)",
                "failed.cause().toString()"
            })
    void exception_that_is_shown_as_it_is_would_be_found(String source) {
        assertThat(raw(source)).hasSize(1);
    }
}
