package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The scripts of the test resources. */
public final class Dialogues {

    private Dialogues() {}

    /** All of them. */
    public static Stream<Script> all() {
        Path folder = Path.of("..", "fakesmtp-api", "src", "test", "resources", "dialogues");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().flatMap(file -> read(folder, file)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Script> read(Path folder, Path file) {
        try {
            return Script.parseAll(folder.relativize(file).toString(), Files.readString(file, UTF_8)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
