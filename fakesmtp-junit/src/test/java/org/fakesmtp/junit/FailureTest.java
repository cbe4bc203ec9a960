package org.fakesmtp.junit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.fakesmtp.answer.Answer.reply;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;
import static org.fakesmtp.mail.Stage.RCPT;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fakesmtp.rule.Rule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;

/** Each failure has what was expected and what was found, so that an IDE shows the difference. */
class FailureTest {

    @RegisterExtension
    static FakeSmtp smtp = FakeSmtp.onFreePort();

    private Rule full;

    @BeforeEach
    void begin() {
        full = smtp.rule("full").on(RCPT).when("recipient", "full@*").answer(reply(452, "4.2.2", "Full"));
        talk();
    }

    private static void talk() {
        try (Client client = new Client(smtp)) {
            client.say("EHLO c.test", "MAIL FROM:<ann@x.test>", "RCPT TO:<full@y.test>", "RCPT TO:<bob@y.test>");
            client.say("DATA", "Subject: Hi\r\nX-A: one\r\nX-B: 1\r\nX-B: 2\r\n\r\nGood day.\u001b\r\n.", "QUIT");
        }
    }

    private static AssertionFailedError failure(ThrowingCallable assertion) {
        AssertionFailedError failure = catchThrowableOfType(AssertionFailedError.class, assertion);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static void assertFails(ThrowingCallable assertion, Object expected, Object found, String message) {
        AssertionFailedError failure = failure(assertion);
        assertThat(failure.getExpected().getValue()).isEqualTo(expected);
        assertThat(failure.getActual().getValue()).isEqualTo(found);
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.getMessage()).contains("C: MAIL FROM:<ann@x.test>").doesNotContain("\u001b");
    }

    @Test
    void message_that_is_another_shows_both_values_in_quotes() {
        ReceivedMessage message = smtp.messages().get(0);

        assertFails(
                () -> assertThat(message).hasSender("eve@x.test"),
                "eve@x.test",
                "ann@x.test",
                "is 'ann@x.test', expected: 'eve@x.test'");
        assertFails(
                () -> assertThat(message).hasRecipients("a@y.test", "b@y.test"),
                List.of("a@y.test", "b@y.test"),
                List.of("bob@y.test"),
                "is ['bob@y.test'], expected: ['a@y.test', 'b@y.test']");
        assertFails(() -> assertThat(message).hasSubject("Ho"), "Ho", "Hi", "is 'Hi', expected: 'Ho'");
        assertFails(() -> assertThat(message).hasHeader("X-A", "two"), "two", "one", "is 'one', expected: 'two'");
        assertFails(
                () -> assertThat(message).hasHeader("X-B", "3"),
                "3",
                List.of("1", "2"),
                "is ['1', '2'], expected: '3'");
        assertFails(() -> assertThat(message).hasHeader("X-C", "3"), "3", List.of(), "is [], expected: '3'");
        assertFails(
                () -> assertThat(message).hasText("Good night."),
                "Good night.",
                "Good day.\u001b",
                "is 'Good day.\\x1B', expected: 'Good night.'");
        assertFails(
                () -> assertThat(message).hasTextContaining("night"),
                "night",
                "Good day.\u001b\n",
                "is 'Good day.\\x1B\\n', expected in it: 'night'");
        assertFails(() -> assertThat(message).hasHtmlContaining("<b>"), "<b>", "", "is missing, expected in it: '<b>'");
        assertFails(
                () -> assertThat(message).hasAttachment("a.pdf"),
                "a.pdf",
                List.of(),
                "are [], expected among them: 'a.pdf'");
    }

    @Test
    void count_that_is_another_shows_both_numbers() {
        assertFails(() -> assertThat(smtp).tookMessages(0), 0, 1, "1 message was taken, expected: 0\n   message s");
        assertFails(() -> assertThat(smtp).sentMessages(2), 2L, 1L, "a message was sent 1 time, expected: 2");
        assertFails(
                () -> assertThat(smtp).sentMessagesTo("bob@y.test", 0),
                0L,
                1L,
                "a message to 'bob@y.test' was sent 1 time, expected: 0");
        assertFails(
                () -> assertThat(smtp).answered(full, 2),
                2L,
                1L,
                "rule 'full': matched 1, answered 1, expected: answered 2");
        assertFails(
                () -> assertThat(smtp).answered("fool", 2),
                "fool",
                List.of("full"),
                "there is no rule 'fool', there are ['full']");
        assertFails(
                () -> assertThat(smtp).answered("ful", 2),
                "ful",
                List.of("full"),
                "there is no rule 'ful', there are ['full'], did you mean full?");
    }

    @Test
    void rule_that_never_matched_is_shown_in_plain_words() {
        Rule typo = smtp.on(RCPT).when("recipient", "*@exmaple.net").first(2).answer(reply(550, "5.1.1", "No"));

        assertFails(() -> assertThat(smtp).answered(typo, 1), 1L, 0L, """
                rule 'rcpt-1': never matched, expected: answered 1
                   at RCPT
                   where recipient is *@exmaple.net
                   only the first 2 times
                   answer: reply 550 5.1.1 No
                """);
    }

    @Test
    void client_that_did_otherwise_shows_what_it_did_and_what_was_expected() {
        assertFails(
                () -> assertThat(smtp).retriedAfter(452, ofMillis(300)),
                "a retry not sooner than 300 ms after the 452",
                "no retry",
                "no client retried 'RCPT TO:<full@y.test>' after the 452");
        assertFails(
                () -> assertThat(smtp).retriedAfter(550, ofMillis(300)),
                "a reply 550",
                "no 550",
                "no client was told 550");
        assertFails(
                () -> assertThat(smtp).neverSentAfter(452, "DATA"),
                "no DATA after a 452",
                "'DATA' after a 452",
                "the client sent 'DATA' after a 452");
        assertFails(
                () -> assertThat(smtp).usedStartTlsBeforeAuth(),
                "AUTH after STARTTLS",
                "no AUTH",
                "no client sent AUTH");
        talk();
        AssertionFailedError retried = failure(() -> assertThat(smtp).neverRetriedAfter(452));
        assertThat(retried.getExpected().getValue()).isEqualTo("no retry");
        assertThat(retried.getActual().getStringRepresentation()).matches("a retry .* m?s after the 452");
        assertThat(retried).hasMessageStartingWith("the client retried 'RCPT TO:<full@y.test>' after the 452");
    }

    @Test
    void replies_of_several_lines_are_shown_as_the_client_reads_them() {
        assertThat(failure(() -> assertThat(smtp).tookMessages(2)))
                .hasMessageContaining(" S: 250-localhost greets c.test\n")
                .hasMessageContaining(" S: 250-PIPELINING\n")
                .hasMessageContaining(" S: 250 HELP\n");
    }

    @Test
    void message_that_does_not_come_shows_those_that_came() {
        assertFails(
                () -> smtp.awaitMessage(message -> message.subject().equals("Ho"), ofMillis(3)),
                "a message that is meant, and was not returned before",
                "  " + smtp.messages().get(0),
                "no such message came within 3 ms, 1 came in all\n  message s");
    }

    @Test
    void client_that_did_wrong_shows_its_mistakes() {
        try (Client client = new Client(smtp)) {
            client.say("MAIL FROM:<a@x.test>", "QUIT");
        }
        AssertionFailedError failure = failure(() -> assertThat(smtp).sawNoProtocolErrors());

        assertThat(failure.getExpected().getValue()).isEqualTo("");
        assertThat(failure.getActual().getStringRepresentation()).startsWith("error: s");
    }

    @Test
    void server_that_waits_for_nothing_is_told_with_the_patience_in_words() {
        try (FakeSmtp manual = FakeSmtp.withManualClock()) {
            assertThat(failure(() -> manual.clock().advanceWhenWaiting(ofSeconds(90), ofMillis(20))))
                    .hasMessage("the server did not wait for time to pass within 20 ms");
        }
    }
}
