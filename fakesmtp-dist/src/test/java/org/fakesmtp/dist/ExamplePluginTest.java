package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.server.FakeSmtpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin among the examples: its source needs the API alone, and its jar works where it is dropped. */
class ExamplePluginTest {

    private static final Path EXAMPLE = Path.of("src/dist/examples/plugin/src/main");

    @TempDir
    private Path temporary;

    @Test
    void source_compiles_against_the_api_alone_and_its_jar_is_found() throws Exception {
        Path classes = Files.createDirectory(temporary.resolve("classes"));
        Path plugins = Files.createDirectory(temporary.resolve("plugins"));

        compile(EXAMPLE.resolve("java/org/example/SpamPlugin.java"), classes);
        jar(plugins.resolve("spam.jar"), classes, EXAMPLE.resolve("resources"));

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
        String source = Block.read(EXAMPLE.resolve("java/org/example/SpamPlugin.java"));
        assertThat(source.substring(source.indexOf("public final class"))
                        .lines()
                        .filter(line -> !line.isBlank()))
                .hasSizeLessThanOrEqualTo(15);
    }

    private static void compile(Path source, Path classes) throws IOException, URISyntaxException {
        Path api = Path.of(
                Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-Xlint:all,-classfile", "-Werror", "-cp", api.toString(), "-d", classes.toString());
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source))
                            .call())
                    .isTrue();
        }
    }

    private static void jar(Path jar, Path... folders) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path folder : folders) {
                for (Path file : files(folder)) {
                    zip.putNextEntry(
                            new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, zip);
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
