package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The zip, unpacked.
 *
 * @param home the folder with bin, conf, lib and the others
 */
public record Dist(Path home) {

    /** The zip that the build has made. */
    static final Path ZIP = Path.of(System.getProperty("fakesmtp.zip"));

    private static final Path SHARED = ZIP.resolveSibling("unpacked for tests");

    /** The one that tests share which leave it as it is. It lies in a folder with spaces in its name. */
    public static Dist shared() {
        return Shared.DIST;
    }

    /** Unpacks the zip into a folder. Another program does it, since Java's zip knows no modes of files. */
    static Dist unpack(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Command.Run unzip = new Command("unzip", "-q", ZIP.toString(), "-d", folder.toString()).run();
        assertThat(unzip.exit()).as(unzip.err()).isZero();
        return only(folder);
    }

    /** The one in a folder, unpacked there unless it was before. */
    static Dist in(Path folder) throws IOException, InterruptedException {
        return Files.exists(folder) ? only(folder) : unpack(folder);
    }

    private static Dist only(Path folder) throws IOException {
        try (Stream<Path> top = Files.list(folder)) {
            return new Dist(top.findFirst().orElseThrow());
        }
    }

    Path file(String name) {
        return home.resolve(name);
    }

    /** The start script with these arguments. */
    public Command fakesmtp(String... arguments) {
        List<String> words = new ArrayList<>(List.of(file("bin/fakesmtp").toString()));
        words.addAll(List.of(arguments));
        return new Command(words);
    }

    /** The one jar of a module or library in lib. */
    Path library(String name) throws IOException {
        try (Stream<Path> jars = Files.list(file("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().matches(name + "-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Unpacks when the first test asks for it. */
    private static final class Shared {

        static final Dist DIST = unpackAnew();

        private static Dist unpackAnew() {
            try {
                new Command("rm", "-rf", SHARED.toString()).run();
                return unpack(SHARED);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
