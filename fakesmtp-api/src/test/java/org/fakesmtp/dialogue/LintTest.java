package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.lint.LintRule.AUTH_IN_CLEAR;
import static org.fakesmtp.lint.LintRule.BARE_LINE_END;
import static org.fakesmtp.lint.LintRule.DOT_STUFFING;
import static org.fakesmtp.lint.LintRule.EIGHT_BIT;
import static org.fakesmtp.lint.LintRule.HELO_NAME;
import static org.fakesmtp.lint.LintRule.LONG_LINE;
import static org.fakesmtp.lint.LintRule.MISSING_DATE;
import static org.fakesmtp.lint.LintRule.MISSING_FROM;
import static org.fakesmtp.lint.LintRule.MISSING_MESSAGE_ID;
import static org.fakesmtp.lint.LintRule.NO_FIELD;
import static org.fakesmtp.lint.LintRule.NO_QUIT;
import static org.fakesmtp.lint.LintRule.PIPELINING;
import static org.fakesmtp.lint.LintRule.RAW_HEADER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.lint.ClientLint;
import org.fakesmtp.lint.Finding;
import org.fakesmtp.lint.LintRule;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client did wrong. */
class LintTest {

    private static final String HEADER =
            "Date: Wed, 25 Nov 2026 10:00:00 +0000\r\nFrom: a@c.test\r\nMessage-ID: <1@c.test>\r\n";

    private final List<Finding> findings = new ArrayList<>();
    private final BareSession server =
            Talk.seenBy(new ClientLint(findings::add)).connect();

    /** Sends each of these when the one before has its answer, and hangs up. */
    private List<LintRule> found(String... sent) {
        return foundOn(server, sent);
    }

    private List<LintRule> foundOn(BareSession with, String... sent) {
        for (String octets : sent) {
            with.receive(octets);
        }
        with.disconnect();
        return findings.stream().map(Finding::rule).toList();
    }

    private List<LintRule> foundInMessage(String parameters, String content) {
        return found(
                "EHLO c.test\r\n",
                "MAIL FROM:<a@x.test>" + parameters + "\r\nRCPT TO:<b@x.test>\r\nDATA\r\n",
                content + "\r\n.\r\n",
                "QUIT\r\n");
    }

    @Test
    void client_that_does_all_right_hears_nothing() {
        String folded = "Subject: a: b\r\n date: c\r\n";
        assertThat(foundInMessage("", HEADER + folded + "\r\n..\r\n...dots\r\n" + "x".repeat(998)))
                .isEmpty();
    }

    @Test
    void line_feed_alone_is_told_once_with_its_line() {
        assertThat(foundInMessage("", HEADER + "\r\none\ntwo\nthree")).containsExactly(BARE_LINE_END);
        assertThat(findings.get(0))
                .hasToString("error: " + findings.get(0).session()
                        + ": bare-line-end: LF without CR in line 5 of the message (RFC 5321, section 2.3.8)");
    }

    @Test
    void carriage_return_alone_is_a_bare_line_end_too() {
        assertThat(foundInMessage("", HEADER + "\r\none\rtwo")).containsExactly(BARE_LINE_END);
    }

    @Test
    void line_feed_alone_in_a_command_is_told() {
        assertThat(found("EHLO c.test\r\n", "NOOP a\nb\r\n", "QUIT\r\n")).containsExactly(BARE_LINE_END);
    }

    @Test
    void line_of_999_octets_is_too_long() {
        assertThat(foundInMessage("", HEADER + "\r\n" + "x".repeat(999))).containsExactly(LONG_LINE);
    }

    @Test
    void octets_above_127_need_8bitmime_in_the_body() {
        assertThat(foundInMessage("", HEADER + "\r\ncaf\u00e9")).containsExactly(EIGHT_BIT);
    }

    @Test
    void octets_above_127_are_fine_in_a_body_that_was_announced() {
        assertThat(foundInMessage(" BODY=8BITMIME", HEADER + "\r\ncaf\u00e9")).isEmpty();
    }

    @Test
    void octets_above_127_need_smtputf8_in_the_header() {
        assertThat(foundInMessage(" BODY=8BITMIME", HEADER + "Subject: caf\u00e9\r\n\r\nHi"))
                .containsExactly(RAW_HEADER);
    }

    @Test
    void octets_above_127_are_fine_in_a_header_under_smtputf8() {
        assertThat(foundInMessage(" SMTPUTF8", HEADER + "Subject: caf\u00c3\u00a9\r\n\r\nHi"))
                .isEmpty();
    }

    @Test
    void single_dot_at_the_start_of_a_line_is_told_with_its_line() {
        assertThat(foundInMessage("", HEADER + "\r\nHi\r\n.lost")).containsExactly(DOT_STUFFING);
        assertThat(findings.get(0).detail()).startsWith("line 6 ");
    }

    @Test
    void message_without_date_from_and_message_id_has_two_errors_and_a_note() {
        assertThat(foundInMessage("", "Subject: Hi\r\n\r\nDate: no header"))
                .containsExactly(MISSING_DATE, MISSING_FROM, MISSING_MESSAGE_ID);
        assertThat(findings).extracting(Finding::isError).containsExactly(true, true, false);
    }

    @Test
    void each_message_is_looked_at_anew() {
        String message = "MAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n";
        assertThat(found("EHLO c.test\r\n", message, "\r\n.\r\n", message, HEADER + "\r\n.\r\n", "QUIT\r\n"))
                .containsExactly(MISSING_DATE, MISSING_FROM, MISSING_MESSAGE_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO c.test\r\nMAIL FROM:<a@x.test>\r\n", "HELO c.test\r\nNOOP\r\n"})
    void client_that_goes_on_before_the_reply_to_its_greeting_is_told(String sent) {
        assertThat(found(sent, "QUIT\r\n")).containsExactly(PIPELINING);
    }

    @Test
    void content_before_the_reply_to_data_is_told() {
        assertThat(found("HELO c.test\r\n", Talk.MESSAGE.substring(13), "QUIT\r\n"))
                .containsExactly(PIPELINING, NO_FIELD, MISSING_DATE, MISSING_FROM, MISSING_MESSAGE_ID);
    }

    @Test
    void client_that_speaks_before_the_banner_is_told() {
        BareSession slow = BareServer.of(
                        Settings.of(Map.of()),
                        List.of(),
                        List.of(Talk.rule("on", "CONNECT", "answer", "pause 1s then proceed")),
                        List.of(new ClientLint(findings::add)))
                .holding();
        slow.connect().receive("EHLO c.test\r\n").release();

        assertThat(foundOn(slow, "QUIT\r\n")).containsExactly(PIPELINING);
    }

    @ParameterizedTest
    @CsvSource({"EHLO,under_score", "EHLO,-a.test", "EHLO,[1.2.3]", "HELO,[127.0.0.1]", "LHLO,a..test"})
    void name_that_is_no_domain_is_told(String verb, String name) {
        assertThat(found(verb + ' ' + name + "\r\n", "QUIT\r\n")).containsExactly(HELO_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO c.test", "EHLO localhost", "EHLO [127.0.0.1]", "EHLO [IPv6:::1]"})
    void name_that_is_a_domain_or_an_address_is_fine(String greeting) {
        assertThat(found(greeting + "\r\n", "QUIT\r\n")).isEmpty();
    }

    @Test
    void password_in_the_clear_is_told() {
        assertThat(found("EHLO c.test\r\n", "AUTH PLAIN AGFubgBzZWNyZXQ=\r\n", "QUIT\r\n"))
                .containsExactly(AUTH_IN_CLEAR);
        assertThat(findings.get(0).detail()).isEqualTo("AUTH PLAIN without TLS");
    }

    @Test
    void digest_in_the_clear_is_fine() {
        assertThat(found("EHLO c.test\r\n", "AUTH CRAM-MD5\r\n", "*\r\n", "QUIT\r\n"))
                .isEmpty();
    }

    @Test
    void connection_that_ends_without_quit_is_told_with_the_last_command() {
        assertThat(found("EHLO c.test\r\n", "NOOP\r\n")).containsExactly(NO_QUIT);
        assertThat(findings.get(0).detail()).isEqualTo("the last command was NOOP");
    }

    @Test
    void client_that_the_server_has_left_needs_no_quit() {
        BareSession leaving = BareServer.of(
                Settings.of(Map.of()),
                List.of(),
                List.of(Talk.code(Stage.NOOP, exchange -> Answer.close())),
                List.of(new ClientLint(findings::add)));
        assertThat(foundOn(leaving.connect(), "EHLO c.test\r\n", "NOOP\r\n")).isEmpty();
    }

    @Test
    void session_that_was_forgotten_is_looked_at_no_further() {
        ClientLint lint = new ClientLint(findings::add);
        BareSession with = Talk.seenBy(lint).connect();
        lint.forget();

        assertThat(foundOn(with, "EHLO a_b\r\n")).isEmpty();
    }
}
