package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.dialogue.Talk.asking;
import static org.fakesmtp.dialogue.Talk.code;
import static org.fakesmtp.dialogue.Talk.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.Interceptor;
import org.junit.jupiter.api.Test;

/** Clients that say nothing, and who is asked meanwhile. */
class SilenceTest {

    private static final String GREETING = "220 localhost ESMTP fakesmtp";
    private static final String BYE = "421 4.4.2 Still there?";

    private static Interceptor leavingAfter(String silence) {
        return rule("on", "IDLE", "at", silence, "reply", BYE);
    }

    private static Interceptor speakingAfter(String silence) {
        return rule("on", "IDLE", "at", silence, "answer", "send \"250 " + silence + "\\r\\n\"");
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void rule_is_asked_when_the_client_was_silent_for_its_time() {
        BareSession server = asking(leavingAfter("10s")).connect();
        assertThat(server.waits(seconds(9)).said()).containsExactly(GREETING);
        assertThat(server.waits(seconds(1)).said()).containsExactly(GREETING, BYE, "(closes)");
    }

    @Test
    void each_rule_is_asked_once_in_a_silence_and_again_in_the_next() {
        BareSession server = asking(speakingAfter("20s"), speakingAfter("10s")).connect();
        assertThat(server.waits(seconds(60)).said()).containsExactly(GREETING, "250 10s", "250 20s");
        server.receive("NOOP\r\n").waits(seconds(15));
        assertThat(server.said()).containsExactly(GREETING, "250 10s", "250 20s", "250 2.0.0 Ok", "250 10s");
    }

    @Test
    void code_is_asked_once_for_each_second() {
        List<Stage> asked = new ArrayList<>();
        Interceptor noting = code(Stage.IDLE, exchange -> {
            asked.add(exchange.stage());
            return Answer.proceed();
        });
        asking(noting).connect().waits(Duration.ofMillis(3999));
        assertThat(asked).containsExactly(Stage.IDLE, Stage.IDLE, Stage.IDLE);
    }

    @Test
    void silence_in_the_content_is_one_too_and_that_of_a_client_that_was_not_greeted_is_none() {
        BareSession server = asking(leavingAfter("10s")).connect();
        server.receive(Talk.TO_DATA + "text\r\n").waits(seconds(10));
        assertThat(server.said()).endsWith(BYE, "(closes)");
        assertThat(asking(leavingAfter("10s")).waits(seconds(10)).said()).isEmpty();
    }

    @Test
    void exchange_goes_on_after_a_silence_that_was_asked_about() {
        BareSession server = asking(rule("on", "IDLE", "at", "10s", "answer", "pause 1s then proceed"))
                .connect()
                .receive("HELO c.test\r\nAUTH LOGIN\r\n")
                .waits(seconds(15))
                .receive("dXNlcg==\r\n")
                .waits(seconds(15))
                .receive("c2VjcmV0\r\n");
        assertThat(server.pauses()).hasSize(2);
        assertThat(server.said()).endsWith("334 UGFzc3dvcmQ6", "235 2.7.0 Authentication successful");
    }

    @Test
    void chunk_is_answered_as_was_ordered_whoever_is_asked_while_its_octets_come() {
        BareSession server = asking(
                        rule("on", "BDAT", "answer", "proceed with twice"),
                        rule("on", "CONTENT", "answer", "pause 1s then proceed"),
                        rule("on", "IDLE", "at", "10s", "answer", "pause 2s then proceed"))
                .connect()
                .receive("HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nBDAT 4\r\nab")
                .waits(seconds(15))
                .receive("cd");
        assertThat(server.pauses()).containsExactly(seconds(1), seconds(2));
        assertThat(server.said()).endsWith("250 2.0.0 Chunk taken", "250 2.0.0 Chunk taken");
    }
}
