package org.fakesmtp.server.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLoaderTest {

    @TempDir
    private Path plugins;

    @Test
    void aJarInTheFolderIsAPlugin() throws IOException {
        Jar.plugin("greylist").write(plugins.resolve("any-name.jar"));

        try (PluginLoader loader = PluginLoader.find(plugins)) {
            assertThat(loader.load(named("greylist"))).extracting(Plugin::name).containsExactly("greylist");
        }
    }

    @Test
    void aFolderOfJarsIsAPluginWithItsLibraries() throws IOException {
        Jar jar = new Jar()
                .plugin("sample.Sample", "lib.Name.VALUE.toString()")
                .source("lib.Name", "package lib; public class Name { public static final Object VALUE = \"mailer\"; }")
                .services("sample.Sample");
        jar.write(plugins.resolve("mailer/plugin.jar"), "lib");
        new Jar()
                .source("lib.Name", "package lib; public class Name { public static final Object VALUE = \"mailer\"; }")
                .write(plugins.resolve("mailer/library.jar"));

        try (PluginLoader loader = PluginLoader.find(plugins)) {
            assertThat(loader.installed()).contains("mailer");
        }
    }

    @Test
    void pluginsComeInTheOrderInWhichTheyAreNamed() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            Jar.plugin(name).write(plugins.resolve(name + ".jar"));
        }

        try (PluginLoader loader = PluginLoader.find(plugins)) {
            assertThat(loader.load(named("c", "a"))).extracting(Plugin::name).containsExactly("c", "a");
            assertThat(loader.installed()).containsSubsequence("a", "b", "c");
        }
    }

    @Test
    void whatIsNoJarIsPassedOver() throws IOException {
        Files.writeString(plugins.resolve("README.txt"), "Drop plugins here");
        Files.writeString(plugins.resolve("._plugin.jar"), "left by another system");
        Files.createDirectory(plugins.resolve("empty"));

        try (PluginLoader loader = PluginLoader.find(plugins);
                PluginLoader onClassPath = PluginLoader.find()) {
            assertThat(loader.installed()).isEqualTo(onClassPath.installed());
        }
    }

    @Test
    void theFolderNeedNotExist() throws IOException {
        try (PluginLoader loader = PluginLoader.find(plugins.resolve("missing"))) {
            assertThat(loader.load(List.of())).isEmpty();
        }
    }

    @Test
    void aNameThatNoPluginHasIsAnErrorWithTheNearestAndTheInstalledOnes() throws IOException {
        Jar.plugin("greylist").write(plugins.resolve("a.jar"));
        Jar.plugin("tarpit").write(plugins.resolve("b.jar"));

        try (PluginLoader loader = PluginLoader.find(plugins)) {
            assertThatExceptionOfType(SettingException.class)
                    .isThrownBy(() -> loader.load(named("greylits", "tarpit", "nonsense")))
                    .satisfies(e -> assertThat(lines(e))
                            .containsExactly(
                                    "fakesmtp.properties:1: plugins: no plugin 'greylits' is installed, did you mean"
                                            + " greylist? installed are greylist, tarpit",
                                    "fakesmtp.properties:1: plugins: no plugin 'nonsense' is installed; installed are"
                                            + " greylist, tarpit"));
        }
    }

    @Test
    void twoPluginsOfOneNameAreAnErrorThatNamesBothJars() throws IOException {
        Path first = Jar.plugin("greylist").write(plugins.resolve("a.jar"));
        Path second = Jar.plugin("greylist").write(plugins.resolve("b.jar"));

        assertFails(second + ": the plugin 'greylist' comes from " + first + " already, remove one of them");
    }

    @Test
    void aNameThatNoneMayHaveIsAnError() throws IOException {
        Path jar = Jar.plugin("Grey List").write(plugins.resolve("a.jar"));

        assertFails(jar + ": a plugin is named with a-z, 0-9 and '-' only, not 'Grey List'");
    }

    @Test
    void aJarWithoutAPluginIsAnError() throws IOException {
        Path library = new Jar().entry("a.txt", "a".getBytes(UTF_8)).write(plugins.resolve("a.jar"));
        Path broken = Files.writeString(plugins.resolve("b.jar"), "no zip");

        assertFails(
                library + ": has no plugin: it is no jar, or lacks META-INF/services/org.fakesmtp.api.Plugin",
                broken + ": has no plugin: it is no jar, or lacks META-INF/services/org.fakesmtp.api.Plugin");
    }

    @Test
    void aServicesFileThatNamesNoClassIsAnError() throws IOException {
        Path jar = Jar.plugin("a").services("sample.Smaple").write(plugins.resolve("a.jar"));

        assertFails(jar, "Provider sample.Smaple not found");
    }

    @Test
    void aServicesFileWithBadSyntaxIsAnError() throws IOException {
        Path jar = Jar.plugin("a").services("sample Sample").write(plugins.resolve("a.jar"));

        assertFails(jar, "Illegal configuration-file syntax");
    }

    @Test
    void aPluginWithoutAPublicConstructorIsAnError() throws IOException {
        Path jar = new Jar()
                .source("sample.Sample", source("private Sample() {}"))
                .services("sample.Sample")
                .write(plugins.resolve("a.jar"));

        assertFails(jar, "constructor");
    }

    @Test
    void aConstructorThatThrowsIsAnErrorWithWhatItSaid() throws IOException {
        Path jar = new Jar()
                .source("sample.Sample", source("public Sample() { throw new IllegalStateException(\"no luck\"); }"))
                .services("sample.Sample")
                .write(plugins.resolve("a.jar"));

        assertFails(jar, "no luck");
    }

    @Test
    void aMissingLibraryIsAnErrorThatNamesTheClass() throws IOException {
        Path jar = new Jar()
                .source("lib.Missing", "package lib; public class Missing {}")
                .source("sample.Sample", source("private final lib.Missing lib = new lib.Missing();"))
                .services("sample.Sample")
                .write(plugins.resolve("a.jar"), "lib");

        assertFails(jar, "the class lib.Missing is missing");
    }

    @Test
    void allPluginsThatFailAreReported() throws IOException {
        Path first = Jar.plugin("a").services("sample.None").write(plugins.resolve("a.jar"));
        Path second = Jar.plugin("b").services("sample.None").write(plugins.resolve("b.jar"));

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> PluginLoader.find(plugins))
                .satisfies(e -> assertThat(lines(e))
                        .hasSize(2)
                        .anyMatch(line -> line.startsWith(first.toString()))
                        .anyMatch(line -> line.startsWith(second.toString())));
    }

    @Test
    void closingLetsGoOfTheJars() throws IOException {
        Jar.plugin("a")
                .source("sample.Later", "package sample; public class Later {}")
                .write(plugins.resolve("a.jar"));
        PluginLoader loader = PluginLoader.find(plugins);
        ClassLoader own = loader.load(named("a")).get(0).getClass().getClassLoader();

        loader.close();

        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> own.loadClass("sample.Later"));
    }

    private void assertFails(String... lines) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> PluginLoader.find(plugins))
                .withMessage(String.join("\n", lines));
    }

    private void assertFails(Path jar, String what) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> PluginLoader.find(plugins))
                .withMessageStartingWith(jar + ": the plugin cannot be loaded: ")
                .withMessageContaining(what);
    }

    private static Stream<String> lines(SettingException error) {
        return String.valueOf(error.getMessage()).lines();
    }

    private static String source(String member) {
        return """
                package sample;

                import org.fakesmtp.answer.*;
                import org.fakesmtp.api.*;
                import org.fakesmtp.mail.*;
                import org.fakesmtp.setting.*;

                public class Sample implements Plugin {
                    %s

                    @Override
                    public String name() {
                        return "a";
                    }

                    @Override
                    public void install(Settings settings, Hooks hooks) {}
                }
                """.formatted(member);
    }

    private static List<Setting> named(String... names) {
        return Stream.of(names)
                .map(name -> new Setting("plugins", name, "fakesmtp.properties:1"))
                .toList();
    }
}
