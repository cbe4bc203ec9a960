package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script of the zip, unpacked into a directory with a space in its name. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptIT {
    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    static Path temporary;

    private static Path script;

    @BeforeAll
    static void unpack() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("with a space"));
        Run unzip = run(Map.of(), "unzip", "-q", System.getProperty("fakesmtp.zip"), "-d", folder.toString());
        assertThat(unzip.exit).as(unzip.output).isZero();
        try (var top = Files.newDirectoryStream(folder)) {
            script = top.iterator().next().resolve("bin/fakesmtp");
        }
    }

    @Test
    void runsThroughSymbolicLinksFromAnotherDirectory() throws Exception {
        Path absolute = Files.createSymbolicLink(temporary.resolve("absolute"), script);
        Path relative = Files.createSymbolicLink(temporary.resolve("relative"), absolute.getFileName());

        Run run = run(Map.of("JAVA_HOME", JAVA_HOME), relative.toString(), "--version");

        assertThat(run.output).startsWith("fakesmtp ");
        assertThat(run.exit).isZero();
    }

    @Test
    void handsJavaOptsToJava() throws Exception {
        Run run = run(
                Map.of("JAVA_HOME", JAVA_HOME, "JAVA_OPTS", "-XX:-UseSerialGC -XX:+NoSuchOption"),
                script.toString(),
                "--version");

        assertThat(run.output).contains("NoSuchOption");
    }

    @Test
    void saysInOneLineThatThereIsNoJava() throws Exception {
        Run run = run(Map.of("JAVA_HOME", "/nowhere"), script.toString(), "--version");

        assertThat(run.output)
                .isEqualTo("fakesmtp: no java at /nowhere/bin/java: set JAVA_HOME to a Java 17 or newer\n");
        assertThat(run.exit).isEqualTo(1);
    }

    @Test
    void saysInOneLineThatJavaIsTooOld() throws Exception {
        Path old = temporary.resolve("old");
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("bin/java"), "");
        assertThat(old.resolve("bin/java").toFile().setExecutable(true)).isTrue();
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"1.8.0_202\"\n");

        Run run = run(Map.of("JAVA_HOME", old.toString()), script.toString(), "--version");

        assertThat(run.output)
                .isEqualTo("fakesmtp: " + old + "/bin/java is Java 1.8.0_202: set JAVA_HOME to a Java 17 or newer\n");
        assertThat(run.exit).isEqualTo(1);
    }

    private record Run(int exit, String output) {}

    private static Run run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Arrays.asList(command))
                .directory(temporary.toFile())
                .redirectErrorStream(true);
        builder.environment().remove("JAVA_OPTS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
