package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test that is a module requires the extension, and nothing else: with the jars that Maven would fetch for it, it compiles and runs without an option for modules. */
class ModulePathIT {

    /** What the class path has for other tests, or for the command line. */
    private static final Pattern OTHERS = Pattern.compile(
            "(fakesmtp-dist|.*-tests|picocli|logback|archunit|mockito|objenesis|awaitility|hamcrest|angus|jakarta"
                    + "|byte-buddy-agent|junit-jupiter-(engine|params|\\d)|junit-platform-(?!commons)).*");

    private static final String MODULE = "module org.example.test {\n    requires org.fakesmtp.junit;\n}\n";

    private static final String TEST = """
            package org.example.test;

            import static org.fakesmtp.answer.Answer.reply;
            import static org.fakesmtp.mail.Stage.RCPT;
            import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;
            import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThatThrownBy;

            import java.net.Socket;
            import java.time.Duration;
            import java.util.Optional;
            import org.fakesmtp.junit.FakeSmtp;
            import org.fakesmtp.junit.PluginDialogue;
            import org.fakesmtp.rule.Rule;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.RegisterExtension;

            public class SignUpTest {

                @RegisterExtension
                static FakeSmtp smtp = FakeSmtp.perJvm();

                @Test
                void mail_arrives() throws Exception {
                    smtp.rulesOf("rules/full.properties");
                    Rule typo = smtp.on(RCPT).when("recipient", "/e.*@exmaple.net/").answer(reply(550, "5.1.1", "No"));
                    try (Socket client = new Socket(smtp.host(), smtp.port())) {
                        client.getOutputStream().write(String.join("\\r\\n", "HELO c.test", "MAIL FROM:<a@x.test>",
                                "RCPT TO:<eve@exmaple.net>", "RCPT TO:<full@x.test>", "RCPT TO:<ann@x.test>", "DATA",
                                "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=", "", "Good day.", ".", "QUIT", "").getBytes());
                        client.getInputStream().readAllBytes();
                    }
                    assertThat(smtp.awaitMessage(Duration.ofSeconds(5))).hasSubject("Gr\\u00fc\\u00dfe").hasRecipients("ann@x.test");
                    assertThat(smtp).answered(typo, 1).answered("reject.full", 1);
                    assertThat(Optional.of("text")).contains("text");
                    assertThatThrownBy(() -> assertThat(smtp).tookMessages(2)).isInstanceOf(AssertionError.class);
                    assertThat(smtp.caCertificate().getSubjectX500Principal().getName()).contains("fakesmtp");
                }

                public static void main(String... arguments) throws Exception {
                    new SignUpTest().mail_arrives();
                    PluginDialogue.of(() -> "sample").plays("S: 220 ...");
                    System.out.print(SignUpTest.class.getModule() + ", " + FakeSmtp.class.getModule());
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void test_that_requires_the_extension_alone_compiles_and_runs() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("sources/org/example/test"));
        Path module = Files.writeString(folder.resolve("sources/module-info.java"), MODULE);
        Path test = Files.writeString(sources.resolve("SignUpTest.java"), TEST);
        Path classes = folder.resolve("classes");

        Command.Run compiled = java("javac")
                .and(
                        "-Werror",
                        "-Xlint:all",
                        "-p",
                        jars(),
                        "-d",
                        classes.toString(),
                        module.toString(),
                        test.toString())
                .run();
        assertThat(compiled.err()).isEmpty();

        resource(classes);
        Command.Run run = java("java")
                .and("-p", jars() + File.pathSeparator + classes, "-m", "org.example.test/org.example.test.SignUpTest")
                .run();
        assertThat(run.out()).as(run.err()).isEqualTo("module org.example.test, module org.fakesmtp.junit");
        assertThat(run.exit()).isZero();
    }

    /** In a folder that the module does not open. */
    private static void resource(Path classes) throws IOException {
        Files.writeString(
                Files.createDirectories(classes.resolve("rules")).resolve("full.properties"),
                "reject.full.on = RCPT\nreject.full.when.recipient = full@*\nreject.full.reply = 452 4.2.2 Full\n");
    }

    private static Command java(String program) {
        return new Command(
                Path.of(System.getProperty("java.home"), "bin", program).toString());
    }

    private static String jars() {
        List<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry ->
                        !OTHERS.matcher(Path.of(entry).getFileName().toString()).matches())
                .toList();
        return jars.stream().collect(Collectors.joining(File.pathSeparator));
    }
}
