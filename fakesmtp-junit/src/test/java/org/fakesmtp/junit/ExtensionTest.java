package org.fakesmtp.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.junit.assertions.FakeSmtpAssertions;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.server.RuleUse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** When a server starts and stops, in each style. */
class ExtensionTest {

    @TempDir
    private Path folder;

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .execute()
                .testEvents();
    }

    private static void assertStopped(int port) {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(IOException.class);
    }

    @Test
    void static_field_has_one_server_for_the_class_and_its_nested_classes() {
        StaticField.PORTS.clear();

        run(StaticField.class).assertStatistics(stats -> stats.succeeded(3));

        assertThat(StaticField.PORTS).hasSize(3).containsOnly(StaticField.PORTS.get(0));
        assertStopped(StaticField.PORTS.get(0));
    }

    static class StaticField {
        static final List<Integer> PORTS = new CopyOnWriteArrayList<>();

        @RegisterExtension
        static FakeSmtp smtp = FakeSmtp.onFreePort();

        @Test
        void one() {
            PORTS.add(smtp.port());
        }

        @Test
        void other() {
            PORTS.add(smtp.port());
        }

        @Nested
        class Inner {
            @Test
            void third() {
                PORTS.add(smtp.port());
            }
        }
    }

    @Test
    void field_of_the_instance_has_a_server_for_each_test() {
        InstanceField.PORTS.clear();

        run(InstanceField.class).assertStatistics(stats -> stats.succeeded(2));

        assertThat(InstanceField.PORTS).hasSize(2);
        InstanceField.PORTS.forEach(ExtensionTest::assertStopped);
    }

    static class InstanceField {
        static final List<Integer> PORTS = new CopyOnWriteArrayList<>();

        @RegisterExtension
        FakeSmtp smtp = FakeSmtp.onFreePort();

        @Test
        void one() {
            PORTS.add(smtp.port());
        }

        @Test
        void other() {
            PORTS.forEach(ExtensionTest::assertStopped);
            PORTS.add(smtp.port());
        }
    }

    /** Each of the two tests waits for the other, so they do run at the same time. */
    @Test
    void tests_that_run_at_the_same_time_do_not_see_each_other() {
        runAtTheSameTime(AtTheSameTime.class).assertStatistics(stats -> stats.succeeded(2));
    }

    static Events runAtTheSameTime(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute()
                .testEvents();
    }

    @WithFakeSmtp(perTest = true)
    static class AtTheSameTime {
        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @Test
        void one(FakeSmtp smtp) throws Exception {
            sendAndMeet(smtp, "one");
        }

        @Test
        void other(FakeSmtp smtp) throws Exception {
            sendAndMeet(smtp, "other");
        }

        private static void sendAndMeet(FakeSmtp smtp, String subject) throws Exception {
            BOTH.await(20, TimeUnit.SECONDS);
            smtp.on(Stage.RCPT).first(1).answer(Answer.reply(451, "4.7.1", "Greylisted"));
            new Mailer(smtp).send("bob@example.test", subject);
            BOTH.await(20, TimeUnit.SECONDS);

            assertThat(smtp.messages()).extracting(ReceivedMessage::subject).containsExactly(subject);
            assertThat(smtp.ruleUses()).extracting(RuleUse::answered).containsExactly(1L);
        }
    }

    @Test
    void annotated_class_shares_a_server_and_hands_it_to_its_constructor_too() {
        Annotated.PORTS.clear();

        run(Annotated.class).assertStatistics(stats -> stats.succeeded(2));

        assertThat(Annotated.PORTS).hasSize(4).containsOnly(Annotated.PORTS.get(0));
        assertStopped(Annotated.PORTS.get(0));
    }

    @WithFakeSmtp(rules = "rules/nobody.properties", settings = "limit.size = 1KB")
    static class Annotated {
        static final List<Integer> PORTS = new CopyOnWriteArrayList<>();

        Annotated(FakeSmtp smtp) {
            PORTS.add(smtp.port());
        }

        @Test
        void one(FakeSmtp smtp) {
            PORTS.add(smtp.port());
            assertThat(smtp.ruleUses()).hasSize(1);
        }

        @Test
        void other(FakeSmtp smtp) {
            PORTS.add(smtp.port());
            assertThat(smtp.ruleUses()).hasSize(1);
        }
    }

    @Test
    void annotated_method_has_a_server_of_its_own() {
        run(AnnotatedMethods.class).assertStatistics(stats -> stats.succeeded(2));
    }

    static class AnnotatedMethods {
        @Test
        @WithFakeSmtp(rules = "rules/nobody.properties")
        void one(FakeSmtp smtp) {
            assertThat(smtp.ruleUses()).hasSize(1);
        }

        @Test
        @WithFakeSmtp
        void other(FakeSmtp smtp) {
            assertThat(smtp.ruleUses()).isEmpty();
        }
    }

    @Test
    void server_of_each_test_cannot_be_handed_to_the_constructor() {
        run(PerTestInConstructor.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("one"),
                                finishedWithFailure(
                                        message(text -> text.contains("each test has a FakeSmtp of its own")))));
    }

    @WithFakeSmtp(perTest = true)
    static class PerTestInConstructor {
        PerTestInConstructor(FakeSmtp smtp) {
            smtp.port();
        }

        @Test
        void one() {}
    }

    @Test
    void rules_of_a_file_hold_to_the_end_of_the_test() throws IOException {
        Path file = Files.writeString(
                folder.resolve("full.properties"), "reject.full.on = RCPT\nreject.full.reply = 452 4.2.2 Full\n");
        try (FakeSmtp smtp =
                FakeSmtp.builder().rulesOf("rules/nobody.properties").build()) {
            smtp.rules(file);
            assertThat(smtp.ruleUses()).extracting(use -> use.name()).containsExactly("reject.nobody", "reject.full");

            smtp.reset();
            assertThat(smtp.ruleUses()).extracting(use -> use.name()).containsExactly("reject.nobody");
        }
    }

    @Test
    void rules_may_lie_in_a_jar() throws IOException {
        Path jar = folder.resolve("rules.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("packed/full.properties"));
            out.write("reject.full.on = RCPT\nreject.full.reply = 452 4.2.2 Full\n".getBytes(UTF_8));
            out.putNextEntry(new JarEntry("packed/wrong.properties"));
            out.write("# a comment\nreject.full.on = RCPT\n".getBytes(UTF_8));
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before);
                FakeSmtp smtp = FakeSmtp.onFreePort()) {
            Thread.currentThread().setContextClassLoader(loader);
            smtp.rulesOf("packed/full.properties");

            assertThat(smtp.ruleUses()).extracting(use -> use.name()).containsExactly("reject.full");
            assertThatThrownBy(() -> smtp.rulesOf("packed/wrong.properties"))
                    .hasMessageContaining("wrong.properties:2: reject.full.on: the rule has no answer");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void resource_that_there_is_not_is_named() {
        try (FakeSmtp smtp = FakeSmtp.onFreePort()) {
            assertThatThrownBy(() -> smtp.rulesOf("nobody.properties"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'nobody.properties'");
        }
    }

    @Test
    void message_that_was_begun_before_the_reset_is_none_of_the_next_test() {
        try (FakeSmtp smtp = FakeSmtp.onFreePort();
                Client client = new Client(smtp)) {
            client.say("EHLO c.test", "MAIL FROM:<a@x.test>", "RCPT TO:<late@y.test>", "DATA");
            smtp.reset();
            client.say("Subject: late\r\n\r\n.");
            client.say("MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "DATA", "Subject: in time\r\n\r\n.");

            FakeSmtpAssertions.assertThat(smtp.awaitMessage(Duration.ofSeconds(20)))
                    .hasSubject("in time");
            FakeSmtpAssertions.assertThat(smtp).tookMessages(1).sentMessages(1);
        }
    }

    @Test
    void system_properties_are_set_while_the_server_runs() {
        System.setProperty("lifecycle.host", "before");
        try (FakeSmtp smtp = FakeSmtp.builder()
                .systemProperties("lifecycle.host", "lifecycle.port")
                .build()) {
            int port = smtp.port();

            assertThat(System.getProperty("lifecycle.host")).isEqualTo(smtp.host());
            assertThat(System.getProperty("lifecycle.port")).isEqualTo(String.valueOf(port));
            assertThat(smtp.url()).isEqualTo("smtp://localhost:" + port);
        }
        assertThat(System.getProperty("lifecycle.host")).isEqualTo("before");
        assertThat(System.getProperty("lifecycle.port")).isNull();
        System.clearProperty("lifecycle.host");
    }
}
