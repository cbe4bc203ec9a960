package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script of the zip, unpacked into a directory with a space in its name. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptIT {
    private static final Dist DIST = Dist.shared();

    @TempDir
    static Path temporary;

    @Test
    void runsThroughSymbolicLinksFromAnotherDirectory() throws Exception {
        Path absolute = Files.createSymbolicLink(temporary.resolve("absolute"), DIST.file("bin/fakesmtp"));
        Path relative = Files.createSymbolicLink(temporary.resolve("relative"), absolute.getFileName());

        Command.Run run =
                new Command(relative.toString(), "--version").in(temporary).run();
        Files.delete(relative); // JUnit warns of links that lead out of its folder
        Files.delete(absolute);

        assertThat(run.out()).startsWith("fakesmtp ");
        assertThat(run.exit()).isZero();
    }

    @Test
    void handsJavaOptsToJava() throws Exception {
        Command.Run run = version()
                .with("JAVA_OPTS", "-XX:-UseSerialGC -XX:+NoSuchOption")
                .run();

        assertThat(run.err()).contains("NoSuchOption");
    }

    @Test
    void saysInOneLineThatThereIsNoJava() throws Exception {
        Command.Run run = version().with("JAVA_HOME", "/nowhere").run();

        assertThat(run.err())
                .isEqualTo("fakesmtp: no java at /nowhere/bin/java: set JAVA_HOME to a Java 17 or newer\n");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void saysInOneLineThatJavaIsTooOld() throws Exception {
        Path old = temporary.resolve("old");
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("bin/java"), "");
        assertThat(old.resolve("bin/java").toFile().setExecutable(true)).isTrue();
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"1.8.0_202\"\n");

        Command.Run run = version().with("JAVA_HOME", old.toString()).run();

        assertThat(run.err())
                .isEqualTo("fakesmtp: " + old + "/bin/java is Java 1.8.0_202: set JAVA_HOME to a Java 17 or newer\n");
        assertThat(run.exit()).isEqualTo(1);
    }

    private static Command version() {
        return DIST.fakesmtp("--version");
    }
}
