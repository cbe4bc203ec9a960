package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.dialogue.Talk.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;

/** Clients that do not wait for the banner (RFC 5321, section 4.3.1). */
class EarlyTalkTest {

    private static final String EARLY = "554 5.5.1 You spoke first";

    private final List<String> seen = new ArrayList<>();
    private final SessionObserver observer = new SessionObserver() {
        @Override
        public void pipelined(SessionFacts session) {
            seen.add("pipelined");
        }
    };

    /** A server that makes the client wait for the banner, and refuses HELO of one that has not waited. */
    private BareSession waiting() {
        Interceptor pause = rule("on", "CONNECT", "answer", "pause 5s then proceed");
        Interceptor early = rule("on", "HELO", "when.early", "yes", "reply", EARLY);
        return BareServer.of(Settings.of(Map.of()), List.of(), List.of(pause, early), List.of(observer))
                .holding()
                .connect();
    }

    @Test
    void client_that_speaks_before_the_banner_is_known_for_it() {
        BareSession server = waiting().receive("HELO c.test\r\n");
        assertThat(server.said()).isEmpty();
        assertThat(server.release().said()).containsExactly("220 localhost ESMTP fakesmtp", EARLY);
        assertThat(seen).contains("pipelined");
    }

    @Test
    void rule_is_asked_when_the_pause_of_the_one_before_is_over() {
        BareSession server = BareServer.of(
                        Settings.of(Map.of()),
                        List.of(),
                        List.of(
                                rule("on", "CONNECT", "answer", "pause 5s then proceed"),
                                rule("on", "CONNECT", "when.early", "yes", "reply", EARLY)),
                        List.of())
                .holding()
                .connect();
        server.receive("QUIT\r\n").release();
        assertThat(server.said()).startsWith(EARLY);
    }

    @Test
    void client_that_waits_for_the_banner_is_not() {
        BareSession server = waiting().release().receive("HELO c.test\r\n");
        assertThat(server.said()).endsWith("250 localhost");
        assertThat(seen).isEmpty();
    }

    @Test
    void what_comes_before_a_handshake_is_not_said_out_of_turn() {
        BareSession server = BareServer.of(
                        Settings.of(Map.of("tls.mode", "implicit")),
                        List.of(),
                        List.of(rule("on", "TLS", "answer", "pause 5s then close")),
                        List.of(observer))
                .holding()
                .connect();
        server.receive("HELO c.test\r\n").release();
        assertThat(server.said()).containsExactly("(closes)");
        assertThat(seen).isEmpty();
    }
}
