package org.fakesmtp.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fakesmtp.setting.Values;

/** Runs Jazzer over the harnesses of a module, one after the other, each in a JVM of its own. An input that breaks one is written into its corpus. */
public final class Fuzzing {

    private static final Path DICTIONARY = Path.of("src", "test", "resources", "fuzz", "words.dict");

    /** Looks at each character that a regular expression matches. */
    private static final String SLOW = "com.code_intelligence.jazzer.sanitizers.RegexRoadblocks";

    /** Of what Jazzer prints: how far it came in the end, and what it found. */
    private static final Pattern SUMMARY =
            Pattern.compile("^(stat::|#[0-9]+\\s+DONE|== Java|\tat org\\.fakesmtp|artifact_prefix)");

    private Fuzzing() {}

    /** Takes how long each harness runs, such as {@code 5m}, and a part of the names of those that are to run. */
    public static void main(String[] arguments) throws Throwable {
        Duration time = Values.duration(arguments[0]);
        List<String> broken = new ArrayList<>();
        for (Harness harness : Harness.all()) {
            if (harness.name().contains(arguments[1]) && run(harness, time) != 0) {
                broken.add(harness.name());
            }
        }
        if (!broken.isEmpty()) {
            throw new IllegalStateException(
                    "broken: " + String.join(", ", broken) + "; the inputs are in " + DICTIONARY.getParent());
        }
    }

    private static int run(Harness harness, Duration time) throws Throwable {
        Path work = Path.of("target", "fuzz", harness.name());
        Path seeds = Files.createDirectories(work.resolve("seeds"));
        Path found = Files.createDirectories(work.resolve("found"));
        for (Harness.Input input : harness.inputs()) {
            Files.write(seeds.resolve(input.name()), input.octets());
        }
        Path log = work.resolve("jazzer.log");
        System.out.println("=== " + harness.name() + ", " + time.toSeconds() + " s, all is in " + log);
        int status = start(
                log,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + harness.type().getName(),
                        "--instrumentation_includes=org.fakesmtp.**",
                        "--disabled_hooks=" + SLOW,
                        "--reproducer_path=" + work,
                        "-artifact_prefix=" + harness.corpus() + '/',
                        "-dict=" + DICTIONARY,
                        "-max_total_time=" + time.toSeconds(),
                        "-max_len=4096",
                        "-timeout=60",
                        "-print_final_stats=1",
                        found.toString(),
                        seeds.toString()));
        try (Stream<String> lines = Files.lines(log, ISO_8859_1)) {
            lines.filter(SUMMARY.asPredicate()).forEach(System.out::println);
        }
        return status;
    }

    private static int start(Path log, List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }
}
