package org.fakesmtp.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that lives as long as the JVM. */
class PerJvmTest {

    private static final List<Integer> PORTS = new CopyOnWriteArrayList<>();

    @Test
    void classes_have_the_same_server_which_begins_anew_with_each_test_and_outlives_them() {
        PORTS.clear();

        TestRun.of(First.class, Second.class).assertStatistics(stats -> stats.succeeded(3));

        assertThat(PORTS).hasSize(3).containsOnly(OfAll.SMTP.port());
        OfAll.SMTP.reset();
        new Mailer(OfAll.SMTP).send("ann@example.test", "Still here");
        assertThat(OfAll.SMTP.messages()).hasSize(1);
    }

    /** Stands for the class that tests have their configuration from. */
    private static final class OfAll {
        private static final FakeSmtp SMTP = FakeSmtp.builder().perJvm().build();
        private static final int PORT = SMTP.port();
    }

    static class First {
        @RegisterExtension
        static FakeSmtp smtp = OfAll.SMTP;

        @Test
        void one() {
            sendsOne(smtp);
        }

        @Test
        void other() {
            sendsOne(smtp);
        }
    }

    static class Second {
        @RegisterExtension
        static FakeSmtp smtp = OfAll.SMTP;

        @Test
        void third(FakeSmtp parameter) {
            assertThat(parameter).isSameAs(smtp);
            sendsOne(smtp);
        }
    }

    private static void sendsOne(FakeSmtp smtp) {
        PORTS.add(OfAll.PORT);
        assertThat(smtp.messages()).isEmpty();
        assertThat(smtp.ruleUses()).isEmpty();
        smtp.on(Stage.NOOP).answer(Answer.reply(250, "2.0.0", "Ok"));
        new Mailer(smtp).send("ann@example.test", "Hi");
        assertThat(smtp.messages()).hasSize(1);
    }

    @Test
    void server_without_settings_is_the_same_wherever_it_is_asked_for_and_goes_on_when_it_is_closed() {
        int port = FakeSmtp.perJvm().port();

        FakeSmtp.perJvm().close();

        assertThat(FakeSmtp.perJvm().port()).isEqualTo(port);
        FakeSmtp.perJvm().reset();
        assertThat(FakeSmtp.perJvm().messages()).isEmpty();
    }

    @Test
    void jvm_ends_by_itself_and_says_421_to_open_sessions() throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = process.inputReader();
                Client client = new Client(port(said))) {
            process.getOutputStream().close();

            assertThat(client.reply()).startsWith("220 ");
            assertThat(client.reply()).startsWith("421 4.3.2");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static int port(BufferedReader said) {
        return said.lines()
                .filter(line -> line.startsWith("port "))
                .mapToInt(line -> Integer.parseInt(line.substring(5)))
                .findFirst()
                .orElseThrow();
    }

    /** Ends with its input. */
    public static final class Program {
        private Program() {}

        public static void main(String... arguments) throws IOException {
            System.out.println("port " + FakeSmtp.perJvm().port());
            System.in.read();
        }
    }
}
