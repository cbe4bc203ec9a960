package org.fakesmtp.server.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.fakesmtp.api.Plugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class PluginClassLoaderTest {

    private static final byte[] NO_CLASS = "no class".getBytes(UTF_8);

    @TempDir
    private Path folder;

    @Test
    void aLibraryOfThePluginsWinsOverTheServers() throws IOException {
        byLibrary("from-plugin").write(folder.resolve("plugins/a.jar"));

        assertThat(installed(server("from-server").write(folder.resolve("server.jar"))))
                .containsExactly("from-plugin");
    }

    @Test
    void aLibraryThatThePluginLacksIsTheServers() throws IOException {
        byLibrary("from-plugin").write(folder.resolve("plugins/a.jar"), "lib");

        assertThat(installed(server("from-server").write(folder.resolve("server.jar"))))
                .containsExactly("from-server");
    }

    @Test
    void pluginsDoNotSeeEachOthersLibraries() throws IOException {
        byLibrary("one").write(folder.resolve("plugins/a.jar"));
        byLibrary("two").write(folder.resolve("plugins/b.jar"));

        assertThat(installed(server("none").write(folder.resolve("server.jar"))))
                .containsExactly("one", "two");
    }

    @Test
    void theServersPluginsAreFoundOnceAndNotAgainForEachJar() throws IOException {
        Path server = server("none")
                .plugin("onclasspath.Sample", "\"s\"")
                .services("onclasspath.Sample")
                .write(folder.resolve("server.jar"));
        Jar.plugin("a").write(folder.resolve("plugins/a.jar"));

        assertThat(installed(server)).containsExactly("a", "s");
    }

    @Test
    void whatTheServerAndThePluginShareIsTheServers() throws Exception {
        Path jar = Jar.plugin("a")
                .entry("org/fakesmtp/api/Plugin.class", NO_CLASS)
                .entry("org/slf4j/Logger.class", NO_CLASS)
                .entry("javax/sql/DataSource.class", NO_CLASS)
                .write(folder.resolve("a.jar"));

        try (PluginClassLoader loader = loader(jar)) {
            assertThat(loader.loadClass("org.fakesmtp.api.Plugin")).isSameAs(Plugin.class);
            assertThat(loader.loadClass("org.slf4j.Logger")).isSameAs(Logger.class);
            assertThat(loader.loadClass("javax.sql.DataSource")).isSameAs(DataSource.class);
        }
    }

    @Test
    void aPluginMayLiveInThePackagesOfTheProject() throws Exception {
        Path jar = new Jar()
                .plugin("org.fakesmtp.extra.Sample", "\"a\"")
                .services("org.fakesmtp.extra.Sample")
                .write(folder.resolve("a.jar"));

        try (PluginClassLoader loader = loader(jar)) {
            assertThat(loader.loadClass("org.fakesmtp.extra.Sample").getClassLoader())
                    .isSameAs(loader);
        }
    }

    @Test
    void resourcesOfThePluginsComeBeforeTheServers() throws IOException {
        Path server = new Jar().entry("a.txt", "server".getBytes(UTF_8)).write(folder.resolve("server.jar"));
        Path jar = new Jar().entry("a.txt", "plugin".getBytes(UTF_8)).write(folder.resolve("a.jar"));

        try (URLClassLoader parent = new URLClassLoader(new URL[] {url(server)}, null);
                PluginClassLoader loader = new PluginClassLoader("a", List.of(url(jar)), parent)) {
            assertThat(text(Objects.requireNonNull(loader.getResource("a.txt"))))
                    .isEqualTo("plugin");
            assertThat(Collections.list(loader.getResources("a.txt")).stream().map(PluginClassLoaderTest::text))
                    .containsExactly("plugin", "server");
        }
    }

    /** A plugin that is named by a library. */
    private static Jar byLibrary(String name) {
        return server(name).plugin("sample.Sample", "lib.Name.get()").services("sample.Sample");
    }

    private static Jar server(String name) {
        return new Jar()
                .source(
                        "lib.Name",
                        "package lib; public class Name { public static String get() { return \"" + name + "\"; } }");
    }

    private List<String> installed(Path server) throws IOException {
        try (URLClassLoader parent =
                        new URLClassLoader(new URL[] {url(server)}, getClass().getClassLoader());
                PluginLoader loader = new PluginLoader(parent, Optional.of(folder.resolve("plugins")))) {
            return loader.installed();
        }
    }

    private PluginClassLoader loader(Path jar) throws IOException {
        return new PluginClassLoader("a", List.of(url(jar)), getClass().getClassLoader());
    }

    private static URL url(Path jar) throws IOException {
        return jar.toUri().toURL();
    }

    private static String text(URL resource) {
        try (InputStream in = resource.openStream()) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
