package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the JVM of Java 19 and newer keeps for the start script. */
@DisabledOnOs(OS.WINDOWS)
class ClassArchiveIT {

    private static final String SHARED = " org.fakesmtp.dist.Main source: shared objects file";

    @TempDir
    Path temporary;

    @Test
    void java_17_starts_without_an_archive() throws Exception {
        Dist dist = Dist.unpack(temporary.resolve("unpacked"));

        assertThat(options(dist, "17.0.15")).contains("-XX:+UseSerialGC").doesNotContain("Archive");
        assertThat(dist.file("cache")).doesNotExist();
    }

    @Test
    void newer_java_keeps_it_in_the_installation() throws Exception {
        Dist dist = Dist.unpack(temporary.resolve("unpacked"));

        assertThat(options(dist, "21.0.9"))
                .contains("-XX:+AutoCreateSharedArchive\n")
                .contains("-XX:SharedArchiveFile=" + dist.home().toRealPath() + "/cache/classes-21.jsa\n");
    }

    @Test
    void user_has_it_where_the_installation_cannot_be_written() throws Exception {
        Dist dist = Dist.unpack(temporary.resolve("unpacked"));
        Files.writeString(dist.file("cache"), "not a folder");

        assertThat(options(dist, "25"))
                .contains("-XX:SharedArchiveFile=" + temporary + "/fakesmtp"
                        + dist.home().toRealPath() + "/classes-25.jsa\n");
    }

    @Test
    void path_with_a_colon_does_without() throws Exception {
        assertThat(options(Dist.unpack(temporary.resolve("a:b")), "25")).doesNotContain("Archive");
    }

    @Test
    void second_start_uses_what_the_first_has_left_when_it_was_ended() throws Exception {
        Optional<Path> java = newerJava();
        assumeTrue(java.isPresent(), "there is no Java 19 or newer on this machine");
        Dist dist = Dist.unpack(temporary.resolve("unpacked"));

        assertThat(classes("first", dist, java.orElseThrow())).doesNotContain(SHARED);
        assertThat(classes("second", dist, java.orElseThrow())).contains(SHARED);
    }

    /** The classes that a server loads, with their sources. Its output has no warning of the JVM. */
    private String classes(String folder, Dist dist, Path java) throws Exception {
        Command command = dist.fakesmtp("--listen", "localhost:0")
                .with("JAVA_HOME", java.toString())
                .with("JAVA_OPTS", "-Xlog:class+load:file=classes.log");
        try (Server server = Server.start(temporary.resolve(folder), command)) {
            try (Dialogue dialogue = new Dialogue(server.port())) {
                assertThat(dialogue.line()).startsWith("220 ");
            }
            assertThat(server.err() + server.out()).doesNotContain("[warning]");
        }
        return Files.readString(temporary.resolve(folder).resolve("classes.log"), UTF_8);
    }

    /** What the script hands to a Java of this version, a line for each word. */
    private String options(Dist dist, String version) throws Exception {
        Path home = Files.createDirectories(temporary.resolve("java-" + version));
        Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return dist.fakesmtp("--version")
                .with("JAVA_HOME", home.toString())
                .with("XDG_CACHE_HOME", temporary.toString())
                .run()
                .out();
    }

    private static Optional<Path> newerJava() throws IOException {
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.filter(home -> feature(home) > 18).findFirst();
        }
    }

    private static int feature(Path home) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceFirst("JAVA_VERSION=\"([0-9]+).*", "$1"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
