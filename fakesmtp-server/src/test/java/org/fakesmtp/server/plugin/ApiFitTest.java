package org.fakesmtp.server.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.fakesmtp.server.FakeSmtpServer;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that were built for another API than this: each is compiled here against a stub of that one. */
class ApiFitTest {

    private static final String API = "org.fakesmtp.api.";

    @TempDir
    private Path plugins;

    @Test
    void methodThatIsNotThereIsNamed() throws IOException {
        Jar jar = plugin("hooks.answer(Stage.NOOP, exchange -> Answer.refuse(550, \"No\"));")
                .source(
                        "org.fakesmtp.answer.Answer",
                        stub(
                                "answer",
                                "public class Answer {"
                                        + " public static Answer refuse(int code, String text) { return new Answer(); } }"));

        assertRefused(jar, "sample.Sample: there is no Answer org.fakesmtp.answer.Answer.refuse(int, String)");
    }

    @Test
    void methodWithAnotherResultIsNamed() throws IOException {
        Jar jar = plugin("String id = \"\" + hooks.clock();")
                .source(API + "Hooks", stub("public interface Hooks { long clock(); }"));

        assertRefused(jar, "sample.Sample: there is no long org.fakesmtp.api.Hooks.clock()");
    }

    @Test
    void constructorAndFieldThatAreNotThereAreNamed() throws IOException {
        Jar jar = plugin("Object stage = new Stage(1); stage = Stage.DINNER;")
                .source(
                        "org.fakesmtp.mail.Stage",
                        stub("mail", "public class Stage { public static Stage DINNER; public Stage(int i) {} }"));

        assertRefused(jar, "sample.Sample: there is no new org.fakesmtp.mail.Stage(int), and 1 more");
    }

    @Test
    void classThatIsNotThereIsNamed() throws IOException {
        Jar jar = plugin("Object wish = new Wish();").source(API + "Wish", stub("public class Wish {}"));

        assertRefused(jar, "sample.Sample: there is no org.fakesmtp.api.Wish");
    }

    @Test
    void classThatIsAnInterfaceHereIsNamed() throws IOException {
        Jar jar = plugin("hooks.close();").source(API + "Hooks", stub("public class Hooks { public void close() {} }"));

        assertRefused(jar, "sample.Sample: org.fakesmtp.api.Hooks is an interface");
    }

    @Test
    void methodThatThePluginHasToHaveIsNamed() throws IOException {
        Jar jar = plugin("MessageSink sink = new MessageSink() { public void take(Object message) {} };")
                .source(API + "MessageSink", stub("public interface MessageSink { void take(Object message); }"));

        assertRefused(jar, "sample.Sample$1: does not implement org.fakesmtp.api.MessageSink.deliver");
    }

    @Test
    void lambdaForAnotherMethodIsNamed() throws IOException {
        Jar jar = plugin("MessageSink sink = message -> {};")
                .source(API + "MessageSink", stub("public interface MessageSink { void take(Object message); }"));

        assertRefused(
                jar, "sample.Sample: a lambda is no org.fakesmtp.api.MessageSink, which has to implement [deliver]");
    }

    @Test
    void classOfALaterJavaIsNamed() throws IOException {
        assertRefused(
                plugin("").forJava(99),
                "sample.Sample is compiled for Java 99, this is Java "
                        + Runtime.version().feature());
    }

    @Test
    void entryThatIsNoClassIsNamed() throws IOException {
        assertRefused(
                plugin("").entry("sample/Other.class", "text".getBytes(UTF_8)),
                "sample/Other.class is no class file: it does not begin like one");
    }

    @Test
    void missingLibraryOfThePluginsOwnIsNoMisfit() throws IOException {
        plugin("if (settings == null) { new lib.Optional(); }")
                .source("lib.Optional", "package lib; public class Optional {}")
                .write(plugins.resolve("a.jar"), "lib");

        PluginLoader.find(plugins).close();
    }

    @Test
    void serverIsNotBuiltWithSuchAJar() throws IOException {
        Path jar = write(plugin("Object wish = new Wish();").source(API + "Wish", stub("public class Wish {}")));
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder().pluginFolder(plugins);

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(builder::build)
                .withMessageStartingWith(jar + ": the plugin sample.Sample does not fit this fakesmtp");
    }

    private void assertRefused(Jar jar, String why) throws IOException {
        Path file = write(jar);
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> PluginLoader.find(plugins))
                .withMessageStartingWith(file + ": the plugin sample.Sample does not fit this fakesmtp")
                .withMessageEndingWith(": " + why);
    }

    private Path write(Jar jar) throws IOException {
        return jar.write(plugins.resolve("a.jar"), "org/fakesmtp/answer", "org/fakesmtp/api", "org/fakesmtp/mail");
    }

    private static String stub(String text) {
        return stub("api", text);
    }

    private static String stub(String name, String text) {
        return "package org.fakesmtp." + name + "; " + text;
    }

    /** A plugin that does something when it is installed. */
    private static Jar plugin(String installation) {
        return new Jar().services("sample.Sample").source("sample.Sample", """
                package sample;

                import org.fakesmtp.answer.*;
                import org.fakesmtp.api.*;
                import org.fakesmtp.mail.*;
                import org.fakesmtp.setting.*;

                public class Sample implements Plugin {
                    public String name() {
                        return "sample";
                    }

                    public void install(Settings settings, Hooks hooks) {
                        %s
                    }
                }
                """.formatted(installation));
    }
}
