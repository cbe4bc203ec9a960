package org.fakesmtp.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that is closed has no port, and does not start another. */
class ClosedServerTest {

    @Test
    void port_of_a_server_that_was_closed_fails() {
        FakeSmtp smtp = FakeSmtp.onFreePort();
        smtp.port();
        smtp.close();
        smtp.close();

        List<ThrowingCallable> uses = List.of(smtp::port, smtp::url, smtp::properties, smtp::messages, smtp::reset);
        assertThat(uses)
                .allSatisfy(use -> assertThatIllegalStateException()
                        .isThrownBy(use)
                        .withMessageStartingWith("this FakeSmtp was closed, it has no port and no messages any more"));
    }

    @Test
    void port_of_a_server_that_never_started_and_was_closed_fails_too() {
        FakeSmtp smtp = FakeSmtp.onFreePort();
        smtp.close();

        assertThatIllegalStateException().isThrownBy(smtp::port);
    }

    @Test
    void port_behind_the_class_names_the_class_and_the_server_that_lives_longer() {
        TestRun.of(Tests.class).assertStatistics(stats -> stats.succeeded(1));

        assertThatIllegalStateException()
                .isThrownBy(() -> Tests.smtp.port())
                .withMessageContaining("at the end of ClosedServerTest$Tests")
                .withMessageContaining("FakeSmtp.perJvm()");
    }

    static class Tests {
        @RegisterExtension
        static FakeSmtp smtp = FakeSmtp.onFreePort();

        @Test
        void test() {
            smtp.port();
        }
    }

    @Test
    void field_of_a_class_above_serves_each_class_below_anew() {
        Above.PORTS.clear();

        TestRun.of(One.class, Other.class).assertStatistics(stats -> stats.succeeded(2));

        assertThat(Above.PORTS).hasSize(2);
    }

    abstract static class Above {
        private static final List<Integer> PORTS = new ArrayList<>();

        @RegisterExtension
        static FakeSmtp smtp = FakeSmtp.onFreePort();

        @Test
        void test() {
            PORTS.add(smtp.port());
        }
    }

    static class One extends Above {}

    static class Other extends Above {}

    @Test
    void test_may_close_its_server_itself() {
        TestRun.of(ClosesItself.class).assertStatistics(stats -> stats.succeeded(2));
    }

    static class ClosesItself {
        @RegisterExtension
        static FakeSmtp smtp = FakeSmtp.onFreePort();

        @Test
        void one() {
            smtp.close();
        }

        @Test
        void other() {
            smtp.close();
        }
    }

    @Test
    void plugin_dialogue_that_was_closed_plays_nothing() {
        PluginDialogue dialogue = PluginDialogue.of(() -> "sample");
        dialogue.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> dialogue.plays("S: 220 ..."))
                .withMessageContaining("is closed");
    }
}
