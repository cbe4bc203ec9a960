package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that are no part of the build: compiled against the jar of the api, dropped into the unpacked zip's plugins. */
class PluginIT {

    private static final String SOURCE = """
            package test;

            import org.fakesmtp.answer.*;
            import org.fakesmtp.api.*;
            import org.fakesmtp.mail.*;
            import org.fakesmtp.setting.*;

            public final class %1$s implements Plugin {
                public String name() {
                    return "%1$s".toLowerCase();
                }

                public void install(Settings settings, Hooks hooks) {
                    String word = settings.text("word", %2$s);
                    hooks.answer(Stage.NOOP, exchange -> Answer.reply(250, "2.0.0", word));
                }
            }
            """;

    @TempDir
    static Path temporary;

    private static Dist dist;

    @BeforeAll
    static void unpack() throws Exception {
        dist = Dist.unpack(temporary.resolve("dist"));
    }

    @Test
    void jar_is_found() throws Exception {
        plugin("Alone", "\"unset\"", dist.file("plugins/alone.jar"));

        assertThat(replyToNoop("alone", "--set", "alone.word=from a jar")).isEqualTo("250 2.0.0 from a jar");
    }

    /** The server's own library of that name has no such method. */
    @Test
    void folder_brings_a_library_that_wins_over_the_one_of_the_server() throws Exception {
        assertThat(dist.library("re2j")).exists();
        Path library = dist.file("plugins/bundle/re2j.jar");
        jar(library, "com.google.re2j.Pattern", """
                package com.google.re2j;

                public final class Pattern {
                    public static String origin() {
                        return "from the folder";
                    }
                }
                """);
        plugin("Bundle", "com.google.re2j.Pattern.origin()", dist.file("plugins/bundle/bundle.jar"), library);

        assertThat(replyToNoop("bundle")).isEqualTo("250 2.0.0 from the folder");
    }

    @Test
    void sample_is_built_and_works_as_its_text_says() throws Exception {
        buildAsItsTextSays(dist, "examples/plugin-template");

        try (Server server = start("spam", "--set", "spam.word=bargain");
                Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            dialogue.ask("HELO client.test");
            assertThat(replyToMail(dialogue, "A bargain!")).startsWith("554 5.7.1 ");
            assertThat(replyToMail(dialogue, "A letter.")).startsWith("250 ");
        }
    }

    @Test
    void cookbook_is_built_and_works_as_its_text_says() throws Exception {
        Dist own = Dist.unpack(temporary.resolve("cookbook"));
        buildAsItsTextSays(own, "examples/cookbook");

        Path log = temporary.resolve("mail.log");
        Command command = own.fakesmtp(
                "--listen", "localhost:0", "--set", "plugins=scanner,bounce,notifier", "--set", "notifier.file=" + log);
        try (Server server = Server.start(temporary.resolve("cookbook.run"), command);
                Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            dialogue.ask("HELO client.test");
            assertThat(replyToMail(dialogue, "EICAR-STANDARD-ANTIVIRUS-TEST-FILE"))
                    .startsWith("554 5.7.1 ");
            assertThat(replyToMail(dialogue, "A letter.")).startsWith("250 ");
            assertThat(log).content().contains("ann@client.test [bob@server.test]");
        }
    }

    @Test
    void jar_that_was_built_for_another_api_is_refused_by_name_before_anything_listens() throws Exception {
        Dist own = Dist.unpack(temporary.resolve("misfit"));
        Path jar = own.file("plugins/misfit.jar");
        Path stub = temporary.resolve("stub.jar");
        jar(stub, "org.fakesmtp.api.Wish", "package org.fakesmtp.api; public class Wish {}");
        plugin("Misfit", "new Wish().toString()", jar, stub);

        Command.Run run =
                own.fakesmtp("--listen", "localhost:0", "--set", "plugins=").run();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("fakesmtp: " + jar + ": the plugin test.Misfit does not fit this fakesmtp ")
                .endsWith(": test.Misfit: there is no org.fakesmtp.api.Wish\n");
    }

    /** The first script of the text builds the jar, and says nothing. */
    private static void buildAsItsTextSays(Dist where, String folder) throws Exception {
        Path example = where.file(folder);
        String build = firstScript(Files.readString(example.resolve("README.md")));
        String path = System.getProperty("java.home") + "/bin" + File.pathSeparator + System.getenv("PATH");
        Command.Run run =
                new Command("sh", "-ec", build).with("PATH", path).in(example).run();
        assertThat(run).isEqualTo(new Command.Run(0, "", ""));
    }

    private static String firstScript(String text) {
        int begin = text.indexOf("```sh\n") + "```sh\n".length();
        return text.substring(begin, text.indexOf("```", begin));
    }

    private static String replyToMail(Dialogue dialogue, String text) throws Exception {
        dialogue.ask("MAIL FROM:<ann@client.test>");
        dialogue.ask("RCPT TO:<bob@server.test>");
        dialogue.ask("DATA");
        return dialogue.say("Subject: A test", "", text).ask(".");
    }

    private static String replyToNoop(String plugin, String... arguments) throws Exception {
        try (Server server = start(plugin, arguments);
                Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            return dialogue.ask("NOOP");
        }
    }

    private static Server start(String plugin, String... arguments) throws Exception {
        Command command = dist.fakesmtp("--listen", "localhost:0", "--set", "plugins=" + plugin);
        return Server.start(temporary.resolve(plugin), command.and(arguments));
    }

    private static void plugin(String name, String word, Path jar, Path... libraries) throws Exception {
        Path services = temporary.resolve(name + ".classes/META-INF/services");
        Files.createDirectories(services);
        Files.writeString(services.resolve("org.fakesmtp.api.Plugin"), "test." + name + "\n");
        jar(jar, "test." + name, SOURCE.formatted(name, word), libraries);
    }

    /** Compiles a class against the api and other libraries alone, and packs it. */
    private static void jar(Path jar, String name, String source, Path... libraries) throws Exception {
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        Path classes = temporary.resolve(simpleName + ".classes");
        Path file = Files.writeString(temporary.resolve(simpleName + ".java"), source);
        String path = Arrays.stream(libraries)
                .map(library -> File.pathSeparator + library)
                .collect(Collectors.joining());
        run(
                "javac",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                dist.library("fakesmtp-api") + path,
                file.toString());
        Files.createDirectories(jar.getParent());
        run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
    }

    private static void run(String tool, String... arguments) {
        int exit = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        assertThat(exit).as(tool).isZero();
    }
}
