package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.dialogue.Talk.MESSAGE;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.framing.Unit;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What observers are told, and when. */
class ObserverTest {

    private final List<String> seen = new ArrayList<>();
    private final BareSession server = Talk.seenBy(new Notes(seen)).connect();

    private record Notes(List<String> seen) implements SessionObserver {

        @Override
        public void opened(SessionFacts session) {
            seen.add("opened " + session.id());
        }

        @Override
        public void received(SessionFacts session, String line) {
            seen.add("C: " + line);
        }

        @Override
        public void content(SessionFacts session, Stage by, ByteBuffer block) {
            assertThat(block.isReadOnly()).isTrue();
            seen.add("content of " + by + ' ' + ISO_8859_1.decode(block));
        }

        @Override
        public void endOfContent(SessionFacts session, Stage by) {
            seen.add("end of " + by);
        }

        @Override
        public void replied(SessionFacts session, Reply reply) {
            seen.add("S: " + reply);
        }

        @Override
        public void sent(SessionFacts session, String text) {
            seen.add("sent " + text);
        }

        @Override
        public void accepted(SessionFacts session, String id, Envelope envelope, long size) {
            seen.add("accepted " + id + ' ' + envelope.reversePath() + ' ' + envelope.recipients() + ' ' + size);
        }

        @Override
        public void closed(SessionFacts session) {
            seen.add("closed " + session.helo().orElse(""));
        }
    }

    @Test
    void the_whole_dialogue_is_seen_in_its_order() {
        server.receive(MESSAGE + "N\0\r\nQUIT\r\n");
        server.disconnect();
        assertThat(seen)
                .containsExactly(
                        "opened s1",
                        "S: 220 localhost ESMTP fakesmtp",
                        "C: HELO c.test",
                        "S: 250 localhost",
                        "C: MAIL FROM:<a@x.test>",
                        "S: 250 2.1.0 Sender ok",
                        "C: RCPT TO:<b@x.test>",
                        "S: 250 2.1.5 Recipient ok",
                        "C: DATA",
                        "S: 354 End data with <CR><LF>.<CR><LF>",
                        "content of DATA text\r\n",
                        "end of DATA",
                        "accepted s1-1 <a@x.test> [b@x.test] 6",
                        "S: 250 2.0.0 Ok: message s1-1 taken",
                        "C: N\0",
                        "S: 500 5.5.2 Control character in a command",
                        "C: QUIT",
                        "S: 221 2.0.0 localhost closes the connection",
                        "closed c.test");
    }

    @Test
    void chunks_are_told_from_content_that_ends_in_a_dot() {
        server.receive("HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\n");
        seen.clear();
        server.receive("BDAT 3\r\n.te" + "BDAT 4 LAST\r\nxt\r\n");

        assertThat(seen)
                .startsWith("C: BDAT 3", "content of BDAT .te")
                .containsSubsequence("C: BDAT 4 LAST", "content of BDAT xt\r\n", "end of BDAT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTH PLAIN c2VjcmV0",
                "auth plain c2VjcmV0",
                "AUTH  PLAIN   c2VjcmV0",
                "AUTH\tPLAIN c2VjcmV0",
                "AUTH PLAIN\tc2VjcmV0",
                " AUTH PLAIN c2VjcmV0",
                "AUTH PLAIN c2VjcmV0 c2VjcmV0",
                "AUTH PLAIN = c2VjcmV0",
                "AUTH PLAIN\0c2VjcmV0",
                "AUTH PLAIN\nc2VjcmV0",
                "AUTH PLAIN=c2VjcmV0",
                "AUTH AHVzZXIAc2VjcmV0c2VjcmV0",
                "AUTH=PLAIN c2VjcmV0",
                "AUTH c2VjcmV0",
                "AUTH: PLAIN c2VjcmV0",
                "AUTH PLAIN c2VjcmV0\rNOOP",
            })
    void secrets_of_auth_are_not_seen_however_the_line_is_wrong(String line) {
        server.receive("HELO c.test\r\n" + line + "\r\n");
        assertThat(seen).anyMatch(event -> event.matches("(?is)C: *AUTH (plain )?\\*\\*\\*"));
        assertThat(seen).noneMatch(event -> event.contains("c2VjcmV0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOOP\nAUTH PLAIN c2VjcmV0",
                "NOOP\rAUTH LOGIN\rdXNlcg==\rc2VjcmV0",
                "EHLO c.test\n auth plain\nc2VjcmV0\nAUTH PLAIN c2VjcmV0",
                "\nAUTH c2VjcmV0",
                "\nNOOP AUTH\nAUTH PLAIN c2VjcmV0",
                "\rNOOP AUTH\rAUTH PLAIN c2VjcmV0",
            })
    void secrets_of_auth_are_not_seen_behind_a_bare_line_end(String line) {
        server.receive(line + "\r\nNOOP\r\n");
        assertThat(seen).anyMatch(event -> event.matches("(?is)C: .*AUTH ((plain|login) )?\\*\\*\\*"));
        assertThat(seen).noneMatch(event -> event.contains("c2VjcmV0") || event.contains("dXNlcg"));
        assertThat(seen).endsWith("C: NOOP", "S: 250 2.0.0 Ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTH LOGIN",
                "AUTH GSSAPI",
                "AUTH",
                "auth",
                "AUTH\tLOGIN",
                "AUTH LOGIN no_base64",
                "NOOP\nAUTH LOGIN"
            })
    void responses_to_an_auth_that_came_to_nothing_are_not_seen(String auth) {
        for (Map<String, String> settings : List.of(
                Map.<String, String>of(),
                Map.of("extension.auth", "off"),
                Map.of("auth.mode", "off"),
                Map.of("auth.requires-tls", "on"),
                Map.of("tls.mode", "starttls", "tls.required", "on"))) {
            seen.clear();
            BareSession refusing = Talk.seenBy(settings, new Notes(seen)).connect();
            refusing.receive("HELO c.test\r\n" + auth + "\r\ndXNlcg==\r\nc2VjcmV0\r\nNOOP\r\nXFOO bar\r\n");
            assertThat(seen).as("%s", settings).contains("C: ***", "C: NOOP", "C: XFOO bar");
            assertThat(seen).noneMatch(event -> event.contains("c2VjcmV0") || event.contains("dXNlcg"));
        }
    }

    @Test
    void responses_of_a_client_that_is_authenticated_already_are_not_seen_either() {
        server.receive("HELO c.test\r\nAUTH PLAIN AHVzZXIAc2VjcmV0\r\nXFOO bar\r\nAUTH LOGIN\r\ndXNlcg==\r\n");
        assertThat(seen).contains("C: XFOO bar").contains("C: AUTH LOGIN", "C: ***");
        assertThat(seen).noneMatch(event -> event.contains("dXNlcg"));
    }

    @Test
    void secrets_in_lines_that_are_too_long_are_not_seen() {
        server.receive("HELO c.test\r\nAUTH PLAIN " + "c2VjcmV0".repeat(2000) + "\r\nc2VjcmV0\r\n");
        server.receive("AUTH PLAIN\r\n" + "c2VjcmV0".repeat(2000) + "\r\n");
        assertThat(seen)
                .contains(
                        "S: 500 5.5.2 Line too long",
                        "C: ***",
                        "S: 500 5.5.6 Authentication exchange line is too long");
        assertThat(seen).noneMatch(event -> event.contains("c2VjcmV0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH", "AUTH PLAIN", "auth login ", "AUTHOR c2VjcmV0", "AUTH GSS-API"})
    void auth_without_a_secret_is_seen_as_it_came(String line) {
        server.receive("HELO c.test\r\n" + line + "\r\n");
        assertThat(seen).contains("C: " + line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply 334 VXNlcm5hbWU6", "send \"334 VXNlcm5hbWU6\\r\\n\"", "reply 334 \"\" with bare-lf"})
    void answer_to_a_challenge_that_a_rule_has_sent_is_a_secret_too(String challenge) {
        BareSession challenging = BareServer.of(
                Settings.of(Map.of()),
                List.of(),
                List.of(Talk.rule("on", "AUTH", "answer", challenge)),
                List.of(new Notes(seen)));
        challenging
                .connect()
                .receive(
                        "HELO c.test\r\nAUTH LOGIN\r\nc2VjcmV0\r\ncGFzcw==\r\nNOOP\r\nXSECRET\r\nAUTH LOGIN\r\nQUIT\r\n");

        assertThat(seen).doesNotContain("C: c2VjcmV0", "C: cGFzcw==").contains("C: ***", "C: XSECRET", "C: QUIT");
    }

    @Test
    void a_message_is_seen_as_accepted_by_all_sinks_only() {
        server.with(message -> {
            throw new java.io.IOException("broken");
        });
        server.receive(MESSAGE);
        assertThat(seen).noneMatch(event -> event.startsWith("accepted"));
    }

    @Test
    void observers_read_the_same_content_and_do_not_take_it_from_the_sink() {
        BareSession twice = Talk.seenBy(new Notes(seen), new Notes(seen)).connect();
        twice.receive(MESSAGE);
        assertThat(seen.stream().filter("content of DATA text\r\n"::equals)).hasSize(2);
        assertThat(twice.deliveries()).containsExactly("text\r\n");
    }

    @Test
    void a_lost_connection_is_closed_once_its_delivery_is_over() {
        server.holding().receive(MESSAGE);
        server.disconnect();
        assertThat(seen).last().isEqualTo("end of DATA");
        server.release();
        assertThat(seen).endsWith("accepted s1-1 <a@x.test> [b@x.test] 6", "closed c.test");
    }

    @Test
    void connection_too_many_is_seen_from_its_beginning_to_its_end() {
        List<String> notes = new ArrayList<>();
        BareSession full = Talk.seenBy(new Notes(notes));
        full.happens(Unit.Event.TOO_MANY_FROM_ADDRESS);
        full.disconnect();
        assertThat(notes).hasSize(3).startsWith("opened s1").endsWith("closed ");
        assertThat(notes.get(1)).startsWith("S: 421 ");
    }

    @Test
    void octets_that_are_sent_as_they_stand_are_seen() {
        BareSession sending = BareServer.of(
                Settings.of(Map.of()),
                List.of(),
                List.of(Talk.rule("on", "NOOP", "answer", "send \"250 ${helo}\\r\\n\"")),
                List.of(new Notes(seen)));
        sending.connect().receive("HELO c.test\r\nNOOP\r\n");
        assertThat(seen).endsWith("C: NOOP", "sent 250 c.test\r\n");
    }

    @Test
    void the_end_of_an_idle_session_is_said_and_seen() {
        server.happens(Unit.Event.TIMEOUT);
        assertThat(seen).last().isEqualTo("S: 421 4.4.2 localhost closes the connection: idle for too long");
    }
}
