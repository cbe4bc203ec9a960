package org.fakesmtp.junit;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.answer.Answer.reply;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;
import static org.fakesmtp.mail.Stage.RCPT;

import org.fakesmtp.rule.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The field style, one server for the class. */
class GreylistTest {

    @RegisterExtension
    static FakeSmtp smtp = FakeSmtp.onFreePort();

    private final Mailer mailer = new Mailer(smtp);

    @Test
    void retries_after_a_soft_rejection() {
        Rule greylist = smtp.on(RCPT).first(1).answer(reply(451, "4.7.1", "Greylisted"));
        mailer.send("bob@example.test", "Hi");
        assertThat(smtp.awaitMessage(ofSeconds(5)))
                .hasRecipients("bob@example.test")
                .hasSubject("Hi");
        assertThat(smtp).answered(greylist, 1);
    }

    @Test
    void rules_messages_and_journal_of_one_test_are_gone_in_the_next() {
        assertThat(smtp.ruleUses()).isEmpty();
        assertThat(smtp.messages()).isEmpty();

        Rule rule = smtp.on(RCPT).first(1).answer(reply(451, "4.7.1", "Greylisted"));
        mailer.send("eve@example.test", "Hi");

        assertThat(rule.name()).isEqualTo("rcpt-1");
        assertThat(smtp).answered("rcpt-1", 1).tookMessages(1);
        assertThat(smtp.transcript()).contains("eve@example.test").doesNotContain("bob@example.test");
    }

    @Test
    void rule_has_the_name_that_it_was_given() {
        smtp.rule("full").on(RCPT).first(1).answer(reply(452, "4.2.2", "Mailbox full"));
        mailer.send("bob@example.test", "Hi");

        assertThat(smtp).answered("full", 1);
    }
}
