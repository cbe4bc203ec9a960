package org.fakesmtp.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of code in a text of the documentation.
 *
 * @param file the text, from the root of the project
 * @param line where the block begins
 * @param language what stands behind the fence
 * @param source the file that the text says the block is from
 */
record Block(Path file, int line, String language, Optional<String> source, String text) {

    private static final Pattern SYNTAX =
            Pattern.compile("(?m)(?:^<!-- from (\\S+) -->\\n)?^```(\\w*)\\n((?s:.*?))^```$");

    /** The root of the project. */
    static final Path ROOT = Path.of("..");

    /** Every text for users: those at the top, those in docs, of the examples, of qa, and of the zip. */
    static List<Path> texts() {
        return Stream.of(
                        "README.md",
                        "CHANGELOG.md",
                        "docs",
                        "examples",
                        "qa/README.md",
                        "qa/evidence",
                        "fakesmtp-dist/src/dist")
                .map(ROOT::resolve)
                .filter(Files::exists)
                .flatMap(Block::files)
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    /** The blocks of all texts that are in a language. */
    static Stream<Block> in(String language) {
        return texts().stream().flatMap(text -> of(text).stream()).filter(block -> block.language.equals(language));
    }

    /** The blocks of a text. */
    static List<Block> of(Path file) {
        String text = read(file);
        Matcher matcher = SYNTAX.matcher(text);
        List<Block> blocks = new ArrayList<>();
        while (matcher.find()) {
            int line = (int) text.substring(0, matcher.start(2)).lines().count();
            blocks.add(new Block(
                    ROOT.relativize(file),
                    line,
                    matcher.group(2),
                    Optional.ofNullable(matcher.group(1)),
                    matcher.group(3)));
        }
        return blocks;
    }

    /** The settings that stand last before this block, in the same text. */
    Optional<Block> settingsAbove() {
        return settings().filter(block -> block.line < line).reduce((former, latter) -> latter);
    }

    /** The settings that stand last before this block or, where there are none, first after it. */
    Optional<Block> settingsNearby() {
        return settingsAbove().or(() -> settings().findFirst());
    }

    private Stream<Block> settings() {
        return of(ROOT.resolve(file)).stream().filter(block -> block.language.equals("properties"));
    }

    /** Whether there is nothing but what other code on the page imports. */
    boolean isImports() {
        return language.equals("java") && text.lines().allMatch(line -> line.isBlank() || line.startsWith("import "));
    }

    /** The lines of a script that do something; one that goes on in the next is one with it. */
    List<String> commands() {
        return text.replace("\\\n", " ")
                .lines()
                .filter(command -> !command.isBlank() && !command.startsWith("#"))
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
