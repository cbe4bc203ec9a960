package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.dialogue.Talk.asking;
import static org.fakesmtp.dialogue.Talk.code;
import static org.fakesmtp.dialogue.Talk.replies;
import static org.fakesmtp.dialogue.Talk.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.Interceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that is asked, among rules and alone. */
class AnswererTest {

    private static final Answerer INDIFFERENT = exchange -> Answer.proceed();
    private static final Interceptor SLOW = rule("on", "*", "answer", "pause 1s then proceed");
    private static final Interceptor NO = rule("on", "NOOP", "reply", "450 4.2.0 No");

    private static Interceptor refusing(Stage stage) {
        return code(stage, exchange -> Answer.reply(550, "5.7.1", "Code says no"));
    }

    private static Interceptor pausing(int seconds) {
        return code(
                Stage.ANY, exchange -> Answer.pause(Duration.ofSeconds(seconds)).then(Answer.proceed()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HELO", "EHLO", "MAIL", "RCPT", "DATA", "MESSAGE", "RSET", "NOOP", "VRFY", "EXPN", "HELP", "UNKNOWN",
                "QUIT"
            })
    void answerer_decides_at_its_stage_and_is_not_asked_at_others(String stage) {
        String sent = """
                HELO c.test\r
                EHLO c.test\r
                NOOP\r
                VRFY b\r
                EXPN b\r
                HELP\r
                XYZZY\r
                RSET\r
                MAIL FROM:<a@x.test>\r
                RCPT TO:<b@x.test>\r
                DATA\r
                .\r
                QUIT\r
                """;
        List<String> asked = new ArrayList<>();
        Interceptor no = code(new Stage(stage), exchange -> {
            asked.add(exchange.stage().name());
            return Answer.reply(550, "5.7.1", "Code says no");
        });
        assertThat(replies(asking(no), sent)).containsOnlyOnce("550 5.7.1 Code says no");
        assertThat(asked).containsExactly(stage);
    }

    @Test
    void identity_that_was_refused_is_not_that_of_the_client() {
        List<String> users = new ArrayList<>();
        Interceptor noting = code(new Stage("NOOP"), exchange -> {
            users.add(exchange.user().orElse("nobody"));
            return Answer.proceed();
        });
        BareSession server = asking(rule("on", "CREDENTIALS", "first", "1", "reply", "454 4.7.0 Later"), noting);
        String plain = "AUTH PLAIN AHVzZXIAc2VjcmV0\r\n";
        assertThat(replies(server, "HELO c.test\r\n" + plain + "NOOP\r\n" + plain + "NOOP\r\n"))
                .contains("454 4.7.0 Later", "235 2.7.0 Authentication successful");
        assertThat(users).containsExactly("nobody", "user");
    }

    @Test
    void answerer_may_refuse_the_banner() {
        assertThat(asking(refusing(Stage.CONNECT)).connect().receive("NOOP\r\n").said())
                .containsExactly("550 5.7.1 Code says no", "503 5.5.1 This session was refused, send QUIT");
    }

    @Test
    void one_that_is_indifferent_leaves_the_word_to_the_next() {
        assertThat(replies(asking(code(Stage.NOOP, INDIFFERENT), code(Stage.ANY, INDIFFERENT), NO), "NOOP\r\n"))
                .containsExactly("450 4.2.0 No");
        assertThat(replies(asking(code(Stage.NOOP, INDIFFERENT)), "NOOP\r\n")).containsExactly("250 2.0.0 Ok");
    }

    @Test
    void the_first_to_decide_wins() {
        assertThat(replies(asking(NO, refusing(Stage.NOOP)), "NOOP\r\n")).containsExactly("450 4.2.0 No");
        assertThat(replies(asking(refusing(Stage.NOOP), NO), "NOOP\r\n")).containsExactly("550 5.7.1 Code says no");
    }

    @Test
    void pauses_of_rules_and_code_add_up_and_a_later_rejection_keeps_them() {
        BareSession server = asking(SLOW, pausing(2), SLOW, pausing(3), SLOW, NO, SLOW);
        assertThat(replies(server, "NOOP\r\n")).containsExactly("450 4.2.0 No");
        assertThat(server.pauses()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 1L, 3L, 1L);
    }

    @Test
    void pauses_add_up_before_the_normal_work_as_well() {
        BareSession server = asking(pausing(2), SLOW);
        assertThat(replies(server, "NOOP\r\n")).containsExactly("250 2.0.0 Ok");
        assertThat(server.pauses()).extracting(Duration::toSeconds).containsExactly(2L, 1L);
    }

    @Test
    void nothing_behind_a_command_is_looked_at_while_its_answerer_is_waited_for() {
        BareSession server = asking(refusing(Stage.DATA)).connect().holding();
        server.receive("HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\nRSET\r\nNOOP\r\n");
        assertThat(server.said()).last().isEqualTo("250 2.1.5 Recipient ok");
        assertThat(server.waiting()).isEqualTo("RSET\r\nNOOP\r\n".length());
        assertThat(server.release().said()).endsWith("550 5.7.1 Code says no", "250 2.0.0 Ok", "250 2.0.0 Ok");
    }

    @Test
    void placeholders_of_its_replies_are_expanded_once() {
        Interceptor echo = code(Stage.RCPT, exchange -> Answer.reply(550, "5.1.1", "${recipient} $$"));
        assertThat(Talk.last(
                        asking(echo), "HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<\"${helo} $$\"@x.test>\r\n"))
                .isEqualTo("550 5.1.1 \"${helo} $$\"@x.test $");
    }

    @Test
    void exchange_knows_the_transaction_so_far() {
        List<String> seen = new ArrayList<>();
        Interceptor notes = code(Stage.ANY, exchange -> {
            seen.add(facts(exchange));
            return Answer.proceed();
        });
        replies(
                asking(notes),
                "HELO c.test\r\nMAIL FROM:<a@x.test> SIZE=7\r\nRCPT TO:<b@x.test>\r\nRCPT TO:<c@x.test>\r\nRSET\r\nNOOP 1\r\n");
        assertThat(seen)
                .containsExactly(
                        "HELO 'c.test' no yet [] 0",
                        "MAIL 'FROM:<a@x.test> SIZE=7' <a@x.test> yet [] 7",
                        "RCPT 'TO:<b@x.test>' <a@x.test> b@x.test [] 7",
                        "RCPT 'TO:<c@x.test>' <a@x.test> c@x.test [b@x.test] 7",
                        "RSET '' <a@x.test> yet [b@x.test, c@x.test] 7",
                        "NOOP '1' no yet [] 0");
    }

    private static String facts(Exchange exchange) {
        String path = exchange.reversePath().map(ReversePath::toString).orElse("no");
        String recipient = exchange.recipient().map(Recipient::toString).orElse("yet");
        return exchange.stage() + " '" + exchange.argument() + "' " + path + ' ' + recipient + ' '
                + exchange.recipients() + ' ' + exchange.size().orElse(0L);
    }
}
