package org.fakesmtp.junit;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.answer.Answer.accept;
import static org.fakesmtp.answer.Answer.parse;
import static org.fakesmtp.answer.Answer.reply;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;
import static org.fakesmtp.mail.Stage.BDAT;
import static org.fakesmtp.mail.Stage.CONNECT;
import static org.fakesmtp.mail.Stage.DATA;
import static org.fakesmtp.mail.Stage.MAIL;
import static org.fakesmtp.mail.Stage.MESSAGE;
import static org.fakesmtp.mail.Stage.RCPT;
import static org.fakesmtp.mail.Stage.STARTTLS;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fakesmtp.server.journal.SessionRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;

/** What is asserted of a client that mail failed for. */
class BehaviourTest {

    private static final String[] TRANSACTION = {
        "EHLO c.test", "MAIL FROM:<a@x.test> SIZE=4", "RCPT TO:<b@y.test>", "DATA", "hi\r\n.", "QUIT"
    };

    @RegisterExtension
    static FakeSmtp smtp = FakeSmtp.builder().set("tls.mode", "starttls").build();

    private static void talk(String... commands) {
        try (Client client = new Client(smtp)) {
            client.say(commands);
        }
    }

    private static void assertFails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining(message)
                .hasMessageContaining("S: 220 localhost ESMTP fakesmtp");
    }

    @Test
    void retry_of_a_recipient_in_another_session_is_found_and_its_time_is_checked() {
        smtp.on(RCPT).first(1).answer(reply(451, "4.7.1", "Greylisted"));
        talk(TRANSACTION);
        talk(TRANSACTION);

        assertThat(smtp).retriedAfter(451, ZERO);
        assertFails(() -> assertThat(smtp).retriedAfter(451, ofDays(1)), "expected: not sooner than 24 h");
        assertFails(() -> assertThat(smtp).neverRetriedAfter(451), "retried 'RCPT TO:<b@y.test>' after the 451");
        assertFails(() -> assertThat(smtp).retriedAfter(550, ZERO), "no client was told 550");
    }

    @Test
    void message_that_was_refused_is_retried_by_its_mail() {
        smtp.on(MESSAGE).first(1).answer(reply(451, "4.3.0", "Try again"));
        talk(TRANSACTION);

        assertThat(smtp).neverRetriedAfter(451).sentMessages(1);
        assertFails(() -> assertThat(smtp).retriedAfter(451, ZERO), "no client retried '(content)' after the 451");

        talk(TRANSACTION);
        assertThat(smtp).retriedAfter(451, ZERO).sentMessages(2).tookMessages(1);
    }

    @Test
    void data_that_was_refused_is_retried_by_its_mail_too() {
        smtp.on(DATA).first(1).answer(reply(451, "4.3.0", "Try again"));
        talk("EHLO c.test", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "DATA", "DATA", "hi\r\n.", "QUIT");
        assertThat(smtp).neverRetriedAfter(451);

        talk("EHLO c.test", "MAIL FROM:<other@x.test>", "RSET", "QUIT");
        assertThat(smtp).neverRetriedAfter(451);

        talk("EHLO c.test", "MAIL FROM:<a@x.test>", "RSET", "QUIT");
        assertThat(smtp).retriedAfter(451, ZERO);
    }

    @Test
    void chunk_that_was_refused_is_retried_by_its_mail_too() {
        smtp.on(BDAT).first(1).answer(reply(451, "4.3.0", "Try again"));
        talk("EHLO c.test", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "BDAT 0 LAST", "RSET", "QUIT");
        assertThat(smtp).neverRetriedAfter(451);

        talk("EHLO c.test", "MAIL FROM:<a@x.test>", "RSET", "QUIT");
        assertThat(smtp).retriedAfter(451, ZERO);
    }

    @Test
    void retry_asks_for_the_same_mailbox_in_whatever_case_and_with_whatever_parameters() {
        smtp.on(MAIL).first(1).answer(reply(451, "4.7.1", "Greylisted"));
        talk("EHLO c.test", "MAIL FROM:<a@x.test> SIZE=4", "MAIL FROM:<aa@x.test> SIZE=4", "QUIT");
        assertThat(smtp).neverRetriedAfter(451);

        talk("EHLO c.test", "mail from:<A@x.test> BODY=8BITMIME", "QUIT");
        assertThat(smtp).retriedAfter(451, ZERO);
    }

    @Test
    void connection_that_was_refused_is_retried_by_another() {
        smtp.on(CONNECT).first(1).answer(reply(421, "4.3.2", "Not now"));
        talk();
        talk("EHLO c.test", "QUIT");

        assertThat(smtp).retriedAfter(421, ZERO);
    }

    @Test
    void data_after_a_refused_recipient_is_found_in_its_transaction_alone() {
        smtp.on(RCPT).first(1).answer(reply(550, "5.1.1", "No such user"));
        talk("EHLO c.test", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "MAIL FROM:<a@x.test>", "RSET");
        talk(TRANSACTION);
        assertThat(smtp).neverSentAfter(550, "DATA");

        smtp.reset();
        smtp.on(RCPT).first(1).answer(reply(550, "5.1.1", "No such user"));
        talk("EHLO c.test", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "data", "QUIT");
        assertFails(() -> assertThat(smtp).neverSentAfter(550, "DATA"), "the client sent 'data' after a 550");
    }

    @Test
    void message_that_was_sent_twice_is_counted_twice() {
        smtp.on(MESSAGE).first(1).answer(accept().then(reply(451, "4.3.0", "Try again")));
        talk(TRANSACTION);
        talk(TRANSACTION);

        assertThat(smtp)
                .sentMessages(2)
                .sentMessagesTo("B@y.test", 2)
                .sentMessagesTo("c@y.test", 0)
                .tookMessages(2);
        assertFails(() -> assertThat(smtp).sentMessages(1), "a message was sent 2 times, expected: 1");
    }

    @Test
    void recipient_that_was_refused_had_no_message_though_others_of_the_transaction_had() {
        smtp.on(RCPT).when("recipient", "c@y.test").answer(reply(550, "5.1.1", "No such user"));
        talk(
                "EHLO c.test",
                "MAIL FROM:<a@x.test>",
                "RCPT TO:<b@y.test>",
                "RCPT TO:<c@y.test>",
                "DATA",
                "hi\r\n.",
                "QUIT");

        assertThat(smtp).sentMessagesTo("b@y.test", 1).sentMessagesTo("c@y.test", 0);
        assertFails(
                () -> assertThat(smtp).sentMessagesTo("c@y.test", 1),
                "a message to 'c@y.test' was sent 0 times, expected: 1");
    }

    @Test
    void verb_that_must_not_come_is_found_after_the_refusal_alone() {
        smtp.on(RCPT).after(1).answer(reply(550, "5.1.1", "No such user"));
        talk("EHLO c.test", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "RCPT TO:<c@y.test>", "RSET", "QUIT");

        assertThat(smtp).neverSentAfter(550, "RCPT").neverSentAfter(550, "MAIL");
        assertFails(() -> assertThat(smtp).neverSentAfter(550, "rset"), "the client sent 'RSET' after a 550");
        assertFails(() -> assertThat(smtp).neverSentAfter(551, "DATA"), "no client was told 551");
    }

    @Test
    void auth_needs_a_starttls_that_was_not_refused() {
        talk("EHLO c.test");
        assertFails(this::assertStartTls, "no client sent AUTH");

        smtp.on(STARTTLS).answer(reply(454, "4.7.0", "TLS not available"));
        talk("EHLO c.test", "STARTTLS", "AUTH PLAIN AGFubgBzZWNyZXQ=", "QUIT");
        assertFails(this::assertStartTls, "a client sent AUTH without STARTTLS before");
    }

    private void assertStartTls() {
        assertThat(smtp).usedStartTlsBeforeAuth();
    }

    @Test
    void journal_has_what_was_said_and_which_rule_spoke() {
        smtp.rule("no").on(RCPT).answer(parse("reply 550 5.1.1 No"));
        try (Client client = new Client(smtp)) {
            client.say("EHLO c.test", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>");

            SessionRecord session = smtp.sessions().get(0);
            assertThat(session.ended()).isEmpty();
            assertThat(session.session().helo()).contains("c.test");
            assertThat(session.entries())
                    .filteredOn(SessionRecord.Scripted.class::isInstance)
                    .extracting(entry -> ((SessionRecord.Scripted) entry).rule())
                    .containsExactly("no");
            client.say("QUIT");
            assertThat(client.reply()).isEqualTo("(closes)");
        }
        assertThat(smtp.transcript()).contains("C: QUIT");
    }
}
