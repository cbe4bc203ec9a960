package org.fakesmtp.junit;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.answer.Answer.reply;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;
import static org.fakesmtp.mail.Stage.DATA;
import static org.fakesmtp.mail.Stage.MESSAGE;
import static org.fakesmtp.mail.Stage.RCPT;

import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.RuleDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One server that tests use at the same time. In each class two tests wait for each other, so they do run at the same time. */
class ShareTest {

    @Test
    void tests_see_their_own_recipient_domain_alone() {
        ExtensionTest.runAtTheSameTime(ByDomain.class).assertStatistics(stats -> stats.succeeded(2));
    }

    @Test
    void tests_see_their_own_header_alone() {
        ExtensionTest.runAtTheSameTime(ByHeader.class).assertStatistics(stats -> stats.succeeded(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "MAIL", "RCPT", "DATA", "CONTENT", "*"})
    void header_is_refused_where_it_is_not_known_yet(String stage) {
        try (FakeSmtp smtp = FakeSmtp.builder().shared().build()) {
            String rule = (stage.equals("*") ? "any" : stage.toLowerCase(Locale.ROOT)) + "-1";
            RuleDraft early = smtp.ofHeader("X-Test-Id", "one").on(new Stage(stage));

            assertThatThrownBy(() -> early.answer(reply(451, "4.7.1", "Greylisted")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("rule " + rule + ": header.x-test-id is not known at " + stage + ", only at MESSAGE");
            assertThat(smtp.ruleUses()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "one*", "o?e", "!one", "/one/", "one\n"})
    void value_that_would_be_a_pattern_is_refused(String value) {
        try (FakeSmtp smtp = FakeSmtp.builder().shared().build()) {
            assertThatThrownBy(() -> smtp.ofHeader("X-Test-Id", value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + value + "' does not mark a test");
        }
    }

    static class ByDomain {
        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @RegisterExtension
        static FakeSmtp smtp = FakeSmtp.builder().shared().build();

        @Test
        void one() throws Exception {
            sendAndMeet("one.test");
        }

        @Test
        void other() throws Exception {
            sendAndMeet("other.test");
        }

        private static void sendAndMeet(String domain) throws Exception {
            Share mine = smtp.ofDomain(domain);
            Rule greylist = mine.on(RCPT, DATA).first(1).answer(reply(451, "4.7.1", "Greylisted"));
            meet(BOTH);
            new Mailer(smtp).send("bob@" + domain, domain);
            meet(BOTH);

            assertOwn(mine, domain);
            assertThat(smtp).answered(greylist, 1).tookMessages(2);
        }
    }

    static class ByHeader {
        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @RegisterExtension
        static FakeSmtp smtp = FakeSmtp.builder().shared().build();

        @Test
        void one() throws Exception {
            sendAndMeet("one");
        }

        @Test
        void other() throws Exception {
            sendAndMeet("other");
        }

        /** Both write to the same mailbox. */
        private static void sendAndMeet(String id) throws Exception {
            Share mine = smtp.ofHeader("X-Test-Id", id);
            Rule full = mine.on(MESSAGE).first(1).answer(reply(452, "4.3.1", "Disk full"));
            meet(BOTH);
            new Mailer(smtp).marked("X-Test-Id", id).send("bob@example.test", id);
            meet(BOTH);

            assertOwn(mine, id);
            assertThat(smtp).answered(full, 1).sentMessages(4).tookMessages(2);
        }
    }

    private static void assertOwn(Share mine, String subject) {
        assertThat(mine.awaitMessage(ofSeconds(20))).hasSubject(subject);
        assertThat(mine.messages()).hasSize(1);
    }

    private static void meet(CyclicBarrier both) throws Exception {
        both.await(20, TimeUnit.SECONDS);
    }
}
