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

/** Makes jars of the plugins among the examples: their sources need the API alone. */
final class ExampleJar {

    private ExampleJar() {}

    /** Compiles sources against the API and nothing else; a warning is an error. */
    static void compile(Path classes, Path... sources) throws IOException, URISyntaxException {
        Path api = Path.of(
                Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-Xlint:all,-classfile", "-Werror", "-cp", api.toString(), "-d", classes.toString());
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(sources))
                            .call())
                    .isTrue();
        }
    }

    /** Packs what is in folders. */
    static void pack(Path jar, Path... folders) throws IOException {
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

    /** How many lines a class has, from its declaration on, blank ones not counted. */
    static long lines(Path source) {
        String text = Block.read(source);
        return text.substring(text.indexOf("public final class"))
                .lines()
                .filter(line -> !line.isBlank())
                .count();
    }

    /** The files in a folder and below. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
