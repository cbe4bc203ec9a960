package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.fakesmtp.dialogue.Talk.MESSAGE;
import static org.fakesmtp.dialogue.Talk.TO_DATA;
import static org.fakesmtp.dialogue.Talk.last;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Mailbox;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of messages, and what the client is told. */
class DeliveryTest {

    private static final String FAILED = "451 4.3.0 The message could not be stored";
    private static final String FULL = "452 4.3.1 No space left to store the message";

    /** A message to b and c. */
    private static final String TO_TWO = MESSAGE.replace("DATA", "RCPT TO:<c@x.test>\r\nDATA");

    private static BareSession server(MessageSink... sinks) {
        BareSession server = BareServer.configured(Map.of());
        List.of(sinks).forEach(server::with);
        return server;
    }

    private static MessageSink throwing(Exception failure) {
        return message -> {
            throw failure;
        };
    }

    private static String delivered(String settingsKey, String settingsValue, String content) {
        BareSession server =
                BareServer.configured(Map.of(settingsKey, settingsValue)).connect();
        server.receive(TO_DATA + content);
        assertThat(server.deliveries()).hasSize(1);
        return server.deliveries().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "'.\r\n', ''",
        "'\r\n.\r\n', '\r\n'",
        "'..\r\n...\r\n..a\r\n.b\r\n.\r\n', '.\r\n..\r\n.a\r\nb\r\n'",
        "'a\rb\nc\r\r\n.\r\n', 'a\rb\nc\r\r\n'",
        "'.\ra\r\n.\r\n', '\ra\r\n'",
        "'.\na\r\n.\r\n', '\na\r\n'",
        "'\n.\n\r\n.\r\n', '\n.\n\r\n'",
        "'\n.\r\n.\r\n', '\n.\r\n'",
        "'\r.\r\n.\r\n', '\r.\r\n'",
        "'a\r\n.\n\r\n.\r\n', 'a\r\n\n\r\n'",
        "'a\r\n.\r\r\n.\r\n', 'a\r\n\r\r\n'",
        "'a\0\u0001\u0080\u00FF\r\n.\r\n', 'a\0\u0001\u0080\u00FF\r\n'",
    })
    void content_is_kept_octet_for_octet_but_for_the_stuffing(String sent, String kept) {
        assertThat(delivered("bare-newline", "keep", sent)).isEqualTo(kept);
    }

    @Test
    void chunks_are_kept_octet_for_octet_as_one_content() {
        BareSession server = BareServer.configured(Map.of()).connect();
        server.receive(TO_DATA.replace("DATA", "BDAT 3") + "a\n.BDAT 5\r\n\r\n.\r\nBDAT 2 LAST\r\n\0b");
        assertThat(server.deliveries()).containsExactly("a\n.\r\n.\r\n\0b");
    }

    @Test
    void a_message_that_was_refused_leaves_nothing_in_the_next_one() {
        String two = "12345678901234567890\r\n.\r\n" + TO_DATA + "b\r\n.\r\n";
        assertThat(delivered("limit.size", "10B", two)).isEqualTo("b\r\n");
        assertThat(delivered("bare-newline", "refuse", "a\nb\r\n.\r\n" + TO_DATA + "b\r\n.\r\n"))
                .isEqualTo("b\r\n");
    }

    @Test
    void sink_that_throws_costs_451_or_452_where_the_disk_is_full() {
        assertThat(last(server(throwing(new IllegalStateException())), MESSAGE)).isEqualTo(FAILED);
        assertThat(last(server(throwing(new IOException("No space left on device"))), MESSAGE))
                .isEqualTo(FULL);
        IOException quota = new IOException("Disk quota exceeded");
        assertThat(last(server(throwing(new UncheckedIOException(quota))), MESSAGE))
                .isEqualTo(FULL);
    }

    @Test
    void sink_that_fails_under_lmtp_costs_451_for_each_recipient() {
        BareSession server =
                BareServer.configured(Map.of("protocol", "lmtp")).with(throwing(new IOException("broken")));
        assertThat(Talk.replies(server, TO_TWO.replace("HELO", "LHLO") + "NOOP\r\n"))
                .endsWith(FAILED, FAILED, "250 2.0.0 Ok");
    }

    @Test
    void sink_may_refuse_and_its_placeholders_are_expanded() {
        MessageSink refusing = message -> Delivery.refused(Reply.of(554, "5.6.0", "${id} of ${sender}?"));
        assertThat(last(server(refusing), MESSAGE)).isEqualTo("554 5.6.0 s1-1 of a@x.test?");
    }

    @Test
    void sink_may_refuse_one_recipient_and_its_placeholders_are_expanded() {
        BareSession server = BareServer.configured(Map.of("protocol", "lmtp")).with(full("c"));
        assertThat(Talk.replies(server, TO_TWO.replace("HELO", "LHLO")))
                .endsWith("250 2.0.0 Ok: message s1-1 taken", "452 4.2.2 No room for s1-1");
    }

    @Test
    void pause_before_the_reply_for_a_recipient_stands_there_under_lmtp() {
        Map<String, String> settings = Map.of(
                "protocol", "lmtp",
                "delay.c.on", "MESSAGE",
                "delay.c.when.recipient", "c@x.test",
                "delay.c.time", "2s",
                "fault.any.on", "MESSAGE",
                "fault.any.answer", "proceed");
        BareSession server = BareServer.configured(settings).connect();
        server.receive(TO_TWO.replace("HELO", "LHLO"));
        String ok = "250 2.0.0 Ok: message s1-1 taken";
        assertThat(server.done()).endsWith(ok, "(pauses 2s)", ok);
    }

    @Test
    void message_that_was_taken_for_some_is_taken_under_smtp() {
        assertThat(last(server(full("c")), TO_TWO)).isEqualTo("250 2.0.0 Ok: message s1-1 taken");
    }

    /** Notes whom a message was taken for. */
    private static SessionObserver noting(List<String> accepted) {
        return new SessionObserver() {
            @Override
            public void accepted(SessionFacts session, String id, Envelope envelope, long size) {
                envelope.recipients().forEach(to -> accepted.add(to.mailbox().toString()));
            }
        };
    }

    @Test
    void observers_hear_of_those_alone_whom_the_message_was_taken_for() {
        List<String> accepted = new ArrayList<>();
        Talk.replies(
                Talk.seenBy(Map.of("protocol", "lmtp"), noting(accepted)).with(full("c")),
                TO_TWO.replace("HELO", "LHLO"));
        assertThat(accepted).containsExactly("b@x.test");
    }

    @Test
    void recipient_whom_a_rule_refuses_under_lmtp_has_no_message() {
        List<String> accepted = new ArrayList<>();
        BareSession server = BareServer.of(
                Settings.of(Map.of("protocol", "lmtp")),
                List.of(),
                List.of(Talk.rule("on", "MESSAGE", "when.recipient", "b@x.test", "reply", "552 5.2.2 Full")),
                List.of(noting(accepted)));
        assertThat(Talk.replies(server, TO_TWO.replace("HELO", "LHLO")))
                .endsWith("552 5.2.2 Full", "250 2.0.0 Ok: message s1-1 taken");
        assertThat(accepted).containsExactly("c@x.test");
    }

    /** The mailbox of this name is full. */
    private static MessageSink full(String localPart) {
        Reply reply = Reply.of(452, "4.2.2", "No room for ${id}");
        return message -> Delivery.takenExcept(Map.of(new Mailbox(localPart, "x.test"), reply));
    }

    @Test
    void sink_that_refuses_with_421_closes() {
        assertThat(Talk.replies(server(message -> Delivery.refused(Reply.plain(421, "Bye"))), MESSAGE + "NOOP\r\n"))
                .endsWith("354 End data with <CR><LF>.<CR><LF>", "421 Bye", "(closes)");
    }

    @Test
    void nobody_refuses_with_a_positive_reply() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Delivery.refused(Reply.plain(250, "Ok")))
                .withMessageContaining("4yz or 5yz, not by '250 Ok'");
    }

    @Test
    void the_session_goes_on_after_a_failure() {
        List<Delivery> deliveries =
                new ArrayList<>(List.of(Delivery.failed(new IOException("broken")), Delivery.taken()));
        BareSession server = server(message -> deliveries.remove(0));
        assertThat(last(server, MESSAGE + "RCPT TO:<b@x.test>\r\n")).isEqualTo("503 5.5.1 Send MAIL first");
        assertThat(server.receive(MESSAGE).said()).last().isEqualTo("250 2.0.0 Ok: message s1-2 taken");
    }

    @Test
    void sinks_are_asked_in_their_order_up_to_the_first_that_does_not_take_the_message() {
        List<String> asked = new ArrayList<>();
        MessageSink first = message -> noted(asked, "first", Delivery.taken());
        MessageSink second = message -> noted(asked, "second", Delivery.failed(new IOException("broken")));
        MessageSink third = message -> noted(asked, "third", Delivery.taken());
        BareSession server = server(first, second, third);
        assertThat(last(server, MESSAGE)).isEqualTo(FAILED);
        assertThat(asked).containsExactly("first", "second");
        assertThat(server.deliveries()).containsExactly("text\r\n");
    }

    private static Delivery noted(List<String> asked, String name, Delivery delivery) {
        asked.add(name);
        return delivery;
    }

    @Test
    void message_has_its_envelope_as_the_client_gave_it() {
        List<Message> messages = new ArrayList<>();
        BareSession server = server(message -> {
            messages.add(message);
            return Delivery.taken();
        });
        Talk.replies(server, """
                EHLO c.test\r
                MAIL FROM:<@r.test:"A b"@x.test> body=8bitmime\r
                RCPT TO:<B@X.test>\r
                RCPT TO:<b@>\r
                RCPT TO:<@r.test:postMaster>\r
                RCPT TO:<B@X.test>\r
                DATA\r
                .\r
                """);
        Message message = messages.get(0);
        assertThat(message.id()).isEqualTo("s1-1");
        assertThat(message.session().helo()).contains("c.test");
        assertThat(message.envelope().reversePath()).hasToString("<\"A b\"@x.test>");
        assertThat(message.envelope().parameters()).containsExactly(Map.entry("BODY", "8bitmime"));
        assertThat(message.envelope().recipients())
                .extracting(Object::toString)
                .containsExactly("B@X.test", "postMaster", "B@X.test");
    }
}
