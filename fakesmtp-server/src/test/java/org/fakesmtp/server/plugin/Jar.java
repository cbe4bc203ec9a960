package org.fakesmtp.server.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.fakesmtp.api.Plugin;

/** A jar that a test compiles and packs. */
final class Jar {

    private static final String PLUGIN = """
            package %s;

            import org.fakesmtp.answer.*;
            import org.fakesmtp.api.*;
            import org.fakesmtp.mail.*;
            import org.fakesmtp.setting.*;

            public class %s implements Plugin {
                @Override
                public String name() {
                    return %s;
                }

                @Override
                public void install(Settings settings, Hooks hooks) {}
            }
            """;

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private Optional<Integer> java = Optional.empty();

    /** A jar with one plugin of this name. */
    static Jar plugin(String name) {
        return new Jar().plugin("sample.Sample", '"' + name + '"').services("sample.Sample");
    }

    /** Adds a plugin class; its name is an expression of Java. */
    Jar plugin(String className, String name) {
        int dot = className.lastIndexOf('.');
        return source(className, PLUGIN.formatted(className.substring(0, dot), className.substring(dot + 1), name));
    }

    Jar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** Has the classes say that they are for this version of Java. */
    Jar forJava(int version) {
        java = Optional.of(version);
        return this;
    }

    Jar services(String text) {
        return entry(PluginClassLoader.SERVICES, text.getBytes(UTF_8));
    }

    Jar entry(String name, byte[] octets) {
        entries.put(name, octets);
        return this;
    }

    /** Compiles and packs, but for the classes of the packages to leave out. */
    Path write(Path jar, String... packagesToLeaveOut) throws IOException {
        Files.createDirectories(jar.getParent());
        Path classes = Files.createTempDirectory(jar.getParent(), ".classes");
        compile(classes);
        for (String name : packagesToLeaveOut) {
            Files.createDirectories(classes.resolve(name));
            try (Stream<Path> files = Files.list(classes.resolve(name))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        addClasses(classes);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return jar;
    }

    private void compile(Path classes) {
        if (sources.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, text) -> files.add(new Source(name, text)));
        List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", api());
        if (!compiler.getTask(null, null, null, options, null, files).call()) {
            throw new IllegalStateException("does not compile: " + sources);
        }
    }

    private void addClasses(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                byte[] octets = Files.readAllBytes(file);
                java.ifPresent(version -> octets[7] = (byte) (44 + version));
                entry(name, octets);
            }
        }
    }

    private static String api() {
        try {
            return Path.of(Plugin.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
