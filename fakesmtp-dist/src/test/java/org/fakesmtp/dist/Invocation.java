package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of the documentation that starts {@code bin/fakesmtp}. */
record Invocation(Map<String, String> variables, List<String> arguments) {

    /** Variables, the program, its arguments, and a comment. */
    static final Pattern SYNTAX = Pattern.compile("((?:\\w+=\\S+ )*)(?:\\.\\./)*bin/fakesmtp(| [^#]*)(?:#.*)?");

    private static final Pattern WORD = Pattern.compile("(?:[^ \"]|\"[^\"]*\")+");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static Invocation of(String line) {
        MatchResult found = SYNTAX.matcher(line).results().findFirst().orElseThrow();
        Map<String, String> variables = words(found.group(1))
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new Invocation(variables, words(found.group(2)).toList());
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text).results().map(word -> word.group().replace("\"", ""));
    }

    /** Has an unpacked zip do it in a folder, until it listens or to its end, which is to go well. A port that is not said is a free one. */
    void tryOut(Dist dist, Path folder) throws IOException {
        Command command = dist.fakesmtp(arguments.toArray(String[]::new));
        variables.forEach(command::with);
        if (!arguments.contains("--listen")) {
            command.and("--listen", "localhost:0");
        }
        Path out = folder.resolve("tried.out");
        Path err = folder.resolve("tried.err");
        Process process = command.in(folder).start(out, err);
        try {
            await().atMost(PATIENCE)
                    .until(() -> Files.readString(out).contains("fakesmtp listens on") || !process.isAlive());
            if (!process.isAlive()) {
                assertThat(process.exitValue())
                        .as("%s: %s", command, Files.readString(err))
                        .isZero();
            }
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }
}
