package org.fakesmtp.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of the documentation that calls Maven, or {@code qa/run}, which hands its options to Maven.
 *
 * @param words what Maven is told; a project stands in one word with its option, a suite of qa behind {@code suite=}
 */
record BuildLine(List<String> words) {

    private static final Set<String> OPTIONS = Set.of("-q", "-am");
    private static final Set<String> PHASES = Set.of("clean", "test", "package", "verify", "install");

    /** Properties that plugins of Maven's read, and no POM names. */
    private static final Set<String> READ_BY_MAVEN =
            Set.of("test", "it.test", "surefire.failIfNoSpecifiedTests", "failsafe.failIfNoSpecifiedTests");

    static BuildLine of(String line) {
        String call = line.replaceFirst("(#|&&).*", "")
                .replaceAll(" (-pl|-f) ", " $1=")
                .replaceFirst("^qa/run ", "qa/run suite=");
        return new BuildLine(Arrays.stream(call.split(" +")).skip(1).toList());
    }

    /** What it names and the build does not have. */
    List<String> mistakes() {
        return words.stream().flatMap(word -> mistake(word).stream()).toList();
    }

    private Optional<String> mistake(String word) {
        if (OPTIONS.contains(word)) {
            return Optional.empty();
        }
        if (word.startsWith("-pl=") || word.startsWith("-f=")) {
            return missing("project", list(word), name -> Files.exists(pom(name)));
        }
        if (word.startsWith("suite=")) {
            return missing("suite", list(word), BuildLine::hasSuite);
        }
        if (word.startsWith("-P")) {
            return missing("profile", List.of(word.substring(2)), this::hasProfile);
        }
        if (word.startsWith("-D")) {
            return property(word.substring(2).split("=", 2));
        }
        return missing(word.startsWith("-") ? "option" : "goal", List.of(word), BuildLine::isGoal);
    }

    private static Optional<String> missing(String what, List<String> names, Predicate<String> present) {
        return names.stream().filter(present.negate()).findFirst().map(name -> "there is no " + what + " " + name);
    }

    private Optional<String> property(String[] pair) {
        if (pair[0].equals("test") || pair[0].equals("it.test")) {
            return missing("test", List.of(pair[1]), this::hasTest);
        }
        return missing("property", List.of(pair[0]), BuildLine::isRead);
    }

    private static boolean isGoal(String word) {
        String plugin = "<artifactId>" + word.replaceFirst(":.*", "") + "-maven-plugin</artifactId>";
        return PHASES.contains(word)
                || (word.contains(":") && Block.read(pom(".")).contains(plugin));
    }

    /** Whether {@code qa/run} has a case of that name. */
    private static boolean hasSuite(String name) {
        return Pattern.compile("(?m)^ *([a-z|]+\\|)?" + name + "(\\|[a-z|]+)?\\)")
                .matcher(Block.read(Block.ROOT.resolve("qa/run")))
                .find();
    }

    private boolean hasProfile(String name) {
        Pattern profile = Pattern.compile("<profile>\\s*(<!--.*-->\\s*)?<id>" + name + "</id>");
        boolean own = words.stream().anyMatch(word -> word.startsWith("-f="));
        return Stream.concat(projects(), own ? Stream.empty() : Stream.of("."))
                .anyMatch(project -> profile.matcher(Block.read(pom(project))).find());
    }

    private boolean hasTest(String name) {
        return projects().anyMatch(project -> files(project).anyMatch(file -> file.endsWith(name + ".java")));
    }

    /** Whether a POM has the property, or a test asks for it. */
    private static boolean isRead(String name) {
        return READ_BY_MAVEN.contains(name)
                || stands("pom.xml", "(<|\\$\\{)" + name + "(/?>|\\})")
                || stands("Test.java", "getBoolean\\(\"" + name + "\"\\)");
    }

    private static boolean stands(String file, String pattern) {
        Predicate<String> found = Pattern.compile(pattern).asPredicate();
        return files(".").filter(path -> path.toString().endsWith(file)).anyMatch(path -> found.test(Block.read(path)));
    }

    /** Those that it is about: the named ones, or the one at the top. */
    private Stream<String> projects() {
        List<String> named = words.stream()
                .filter(word -> word.startsWith("-pl=") || word.startsWith("-f="))
                .flatMap(word -> list(word).stream())
                .toList();
        return named.isEmpty() ? Stream.of(".") : named.stream();
    }

    private static List<String> list(String word) {
        return List.of(word.substring(word.indexOf('=') + 1).split(","));
    }

    private static Path pom(String project) {
        return Block.ROOT.resolve(project).resolve("pom.xml");
    }

    private static Stream<Path> files(String project) {
        try (Stream<Path> all = Files.walk(Block.ROOT.resolve(project))) {
            return all.filter(path -> !path.toString().contains("/target/")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
