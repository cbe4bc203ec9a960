package org.fakesmtp.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.RuleDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;

/** A rule that was begun and never given an answer fails the test. */
class UnfinishedRuleTest {

    private static final String WHAT =
            "the rule 'rcpt-1', begun at UnfinishedRuleTest\\.java:\\d+, has no answer: end it with .answer\\(\\.\\.\\.\\), it is not in force before";

    @Test
    void test_fails_at_its_end_and_the_next_one_does_not() {
        assertThat(TestRun.failures(InField.class)).singleElement().asString().matches(WHAT);
        assertThat(TestRun.failures(Annotated.class)).singleElement().asString().matches(WHAT);
    }

    @RegisterExtension
    static FakeSmtp smtp = FakeSmtp.onFreePort();

    static class InField {
        @RegisterExtension
        static FakeSmtp own = FakeSmtp.onFreePort();

        @Test
        void begins() {
            own.on(Stage.RCPT).when("recipient", "*@example.test").first(1);
        }

        @Test
        void does_not() {
            own.on(Stage.RCPT).answer(Answer.proceed());
        }
    }

    @WithFakeSmtp
    static class Annotated {
        @Test
        void begins(FakeSmtp own) {
            own.ofDomain("example.test").on(Stage.RCPT);
        }

        @Test
        void does_not(FakeSmtp own) {
            own.on(Stage.RCPT).answer(Answer.proceed());
        }
    }

    @Test
    void reset_and_close_fail_once() {
        FakeSmtp own = FakeSmtp.onFreePort();
        own.rule("late").on(Stage.RCPT);
        assertThatThrownBy(own::reset)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the rule 'late', begun at UnfinishedRuleTest.java:");
        own.reset();
        own.rule("never").on(Stage.RCPT);
        assertThatThrownBy(own::close).isInstanceOf(IllegalStateException.class).hasMessageContaining("'never'");
        own.close();
    }

    @Test
    void message_that_is_waited_for_in_vain_tells_of_it_too() {
        RuleDraft draft = smtp.on(Stage.RCPT);

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> smtp.awaitMessage(Duration.ofMillis(1)))
                .withMessageContaining("the rule 'rcpt-1', begun at UnfinishedRuleTest.java:")
                .withMessageContaining("it is not in force before");
        draft.answer(Answer.proceed());
    }

    @Test
    void draft_that_is_finished_later_is_no_error() {
        RuleDraft one = smtp.on(Stage.RCPT);
        RuleDraft other = smtp.on(Stage.DATA).first(1);
        one.when("recipient", "a*").answer(Answer.proceed());
        other.answer(Answer.proceed());

        assertThat(smtp.ruleUses()).extracting(use -> use.name()).containsExactly("rcpt-1", "data-2");
    }

    /** The test knows of it: it was told. */
    @Test
    void draft_that_was_refused_is_no_error() {
        assertThatThrownBy(() -> smtp.on(Stage.RCPT).when("recipent", "a*").answer(Answer.proceed()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> smtp.on(Stage.RCPT).first(-1).answer(Answer.proceed()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> smtp.on(Stage.RCPT).when("header.x", "a*").answer(Answer.proceed()))
                .isInstanceOf(IllegalArgumentException.class);
        smtp.reset();
    }
}
