package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.lint.ClientLint;
import org.fakesmtp.lint.Finding;
import org.fakesmtp.lint.LintRule;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.protocol.framing.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that ends lines with LF or CR alone waits for a reply that does not come: those who look on are told why. */
class BareLineEndTest {

    private static final String END = "content ends";
    private static final String TO_DATA = Talk.TO_DATA;

    private final List<String> told = new ArrayList<>();
    private final SessionObserver observer = new SessionObserver() {
        @Override
        public void bareLineEnd(SessionFacts session, String line) {
            told.add(line);
        }

        @Override
        public void bareEndOfContent(SessionFacts session) {
            told.add(END);
        }
    };
    private final BareSession server = Talk.seenBy(observer).connect();

    private void receiveByOctets(String octets) {
        octets.chars().forEach(octet -> server.receive(String.valueOf((char) octet)));
    }

    @Test
    void line_that_ends_in_lf_alone_is_told_at_once_and_not_answered() {
        int banner = server.said().size();
        server.receive("EHLO my-laptop\n");
        assertThat(told).containsExactly("EHLO my-laptop\n");
        assertThat(server.said()).hasSize(banner);
    }

    @Test
    void it_is_told_when_its_lf_comes_however_the_octets_are_cut() {
        receiveByOctets("EHLO x");
        assertThat(told).isEmpty();
        receiveByOctets("\n");
        assertThat(told).containsExactly("EHLO x\n");
    }

    @Test
    void it_is_told_once_a_session() {
        server.receive("EHLO x\nMAIL FROM:<a@x.test>\n").receive("QUIT\n").receive("\r\nNOOP\nNOOP\r\nNOOP\n");
        server.disconnect();
        assertThat(told).containsExactly("EHLO x\n");
    }

    @Test
    void lines_before_it_are_served() {
        server.receive("EHLO c.test\r\nNOOP\r\nRSET\n");
        assertThat(told).containsExactly("RSET\n");
        assertThat(server.said()).last().isEqualTo("250 2.0.0 Ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO c.test\r\n", "EHLO c.test\r\nNOOP\r\nQUIT\r\n", "NOOP", "\r\n"})
    void lines_that_are_right_and_one_that_has_not_ended_are_not_told(String sent) {
        receiveByOctets(sent);
        server.disconnect();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NOOP\\nNOOP\\r\\n, NOOP\\n", "NOOP\\rNOOP\\r\\n, NOOP\\r", "NOOP\\r\\r\\n, NOOP\\r", "\\n\\r\\n, \\n"})
    void line_that_cr_lf_ends_at_last_is_told_up_to_its_first_bare_end(String sent, String line) {
        server.receive(sent.translateEscapes());
        assertThat(told).containsExactly(line.translateEscapes());
    }

    @Test
    void cr_alone_is_told_when_something_follows_it() {
        receiveByOctets("EHLO x\r");
        assertThat(told).isEmpty();
        receiveByOctets("N");
        assertThat(told).containsExactly("EHLO x\r");
    }

    @Test
    void cr_that_nothing_follows_is_told_at_the_end_of_the_session() {
        server.receive("EHLO x\r");
        assertThat(told).isEmpty();
        server.happens(Unit.Event.COMMAND_TIMEOUT);
        server.disconnect();
        assertThat(told).containsExactly("EHLO x\r");
    }

    @Test
    void line_that_is_too_long_to_be_kept_is_told_without_its_text() {
        server.receive("x".repeat(5000)).receive("\n");
        assertThat(told).containsExactly("...\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AUTH PLAIN c2VjcmV0\n", "auth login c2VjcmV0\n", "AUTH c2VjcmV0\n", "AUTH LOGIN\r\nc2VjcmV0\n"})
    void secrets_are_not_told(String sent) {
        server.receive("EHLO c.test\r\n" + sent);
        assertThat(told).hasSize(1).allMatch(line -> line.endsWith("***\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH LOGIN\r\nc2VjcmV0\r", "AUTH XFOO\r\nc2VjcmV0\r", "AUTH LOGIN c2VjcmV0\r"})
    void secrets_before_a_cr_at_the_end_of_the_session_are_not_told(String sent) {
        server.receive("EHLO c.test\r\n" + sent);
        server.happens(Unit.Event.TIMEOUT);
        server.disconnect();
        assertThat(told).hasSize(1).allMatch(line -> line.endsWith("***\r"));
    }

    @Test
    void response_with_a_bare_lf_in_it_is_told_without_its_text() {
        server.receive("EHLO c.test\r\nAUTH LOGIN\r\ndXNlcg==\nc2VjcmV0\r\n");
        assertThat(told).containsExactly("***\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text\n.\n",
                "text\r\n.\n",
                "text\n.\r\n",
                "text\n.\r",
                "text\r.\r",
                ".\n",
                ".\r\r\n\n.\n",
                "a\r\n..\r\nb\n.\n"
            })
    void dot_between_bare_line_ends_with_which_a_client_may_end_its_message_is_told(String content) {
        server.receive(TO_DATA).receive(content);
        assertThat(told).containsExactly(END);
        assertThat(server.said()).last().asString().startsWith("354 ");
    }

    @Test
    void it_is_told_once_and_the_content_goes_on() {
        server.receive(TO_DATA);
        receiveByOctets("text\n.\nmore\n.\n\r\n.\r\n");
        assertThat(told).containsExactly(END);
        assertThat(server.deliveries()).containsExactly("text\n.\nmore\n.\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text\r\n.\r\n",
                ".\r\n",
                "text\n",
                "text.\n",
                "text\n..\n",
                "a\r\n..\r\n",
                "text\n.\nmore, and no end",
                "a\r\n.b\n",
                ".",
                "a\r\n.\r"
            })
    void content_that_ends_and_content_that_goes_on_is_not_told(String content) {
        server.receive(TO_DATA).receive(content);
        assertThat(told).isEmpty();
    }

    @Test
    void chunk_has_no_end_by_a_dot() {
        server.receive("HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nBDAT 9 LAST\r\ntext\n.\n");
        assertThat(told).isEmpty();
    }

    @Test
    void what_content_ended_with_is_not_taken_for_the_beginning_of_the_next() {
        server.receive(Talk.MESSAGE).receive("MAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n.\r\nNOOP\r\n");
        assertThat(told).isEmpty();
    }

    @Test
    void lint_tells_a_client_that_gives_up_without_a_single_cr_lf() {
        List<Finding> findings = new ArrayList<>();
        BareSession linted =
                Talk.seenBy(Map.of(), new ClientLint(findings::add)).connect();
        linted.receive("EHLO my-laptop\nQUIT\n");
        assertThat(findings).extracting(Finding::rule).containsExactly(LintRule.BARE_LINE_END);
        assertThat(findings.get(0).detail()).isEqualTo("in the command 'EHLO my-laptop\\n'");
        linted.disconnect();
        assertThat(findings)
                .last()
                .hasToString("error: s1: no-quit: the client has ended no line (RFC 5321, section 4.1.1.10)");
    }
}
