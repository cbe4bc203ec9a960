package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.server.FakeSmtpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin that is there to be copied: its source needs the API alone, and its jar works where it is dropped. */
class ExamplePluginTest {

    private static final Path EXAMPLE = Block.ROOT.resolve("examples/plugin-template");
    private static final Path SOURCE = EXAMPLE.resolve("src/main/java/org/example/SpamPlugin.java");

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>fakesmtp</artifactId>\\s*<version>(.*)</version>");
    private static final Pattern BUILT_AGAINST = Pattern.compile("<fakesmtp.version>(.*)</fakesmtp.version>");

    @TempDir
    private Path temporary;

    @Test
    void source_compiles_against_the_api_alone_and_its_jar_is_found() throws Exception {
        Path classes = Files.createDirectory(temporary.resolve("classes"));
        Path plugins = Files.createDirectory(temporary.resolve("plugins"));

        ExampleJar.compile(classes, SOURCE);
        ExampleJar.pack(plugins.resolve("spam.jar"), classes, EXAMPLE.resolve("src/main/resources"));

        try (FakeSmtpServer server = FakeSmtpServer.builder()
                .pluginFolder(plugins)
                .set("listen", "localhost:0")
                .set("plugins", "spam")
                .set("spam.word", "bargain")
                .build()
                .start()) {
            assertThat(server.warnings()).isEmpty();
        }
    }

    @Test
    void class_has_at_most_fifteen_lines() {
        assertThat(ExampleJar.lines(SOURCE)).isLessThanOrEqualTo(15);
    }

    @Test
    void project_builds_against_the_version_that_is_built_here() {
        assertThat(first(BUILT_AGAINST, EXAMPLE.resolve("pom.xml")))
                .isEqualTo(first(VERSION, Block.ROOT.resolve("pom.xml")));
    }

    private static String first(Pattern pattern, Path file) {
        Matcher matcher = pattern.matcher(Block.read(file));
        assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
        return matcher.group(1);
    }
}
