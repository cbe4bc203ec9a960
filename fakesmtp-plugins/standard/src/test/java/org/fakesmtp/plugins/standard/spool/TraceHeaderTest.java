package org.fakesmtp.plugins.standard.spool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Mailbox;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.plugins.standard.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceHeaderTest {

    private static final Envelope NOTIFICATION = new Envelope(ReversePath.nullPath(), Map.of(), List.of());

    @Test
    void a_notification_has_an_empty_return_path() {
        assertThat(trace(NOTIFICATION, Messages.session("127.0.0.1"))).startsWith("Return-Path: <>\r\nReceived:");
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, [192.0.2.1]", "::1, [IPv6:0:0:0:0:0:0:0:1]", "fe80::1, [IPv6:fe80:0:0:0:0:0:0:1]"})
    void the_client_stands_as_an_address_literal(String address, String literal) {
        assertThat(trace(NOTIFICATION, Messages.session(address)))
                .contains("Received: from client.test (" + literal + ")\r\n");
    }

    @Test
    void a_client_that_gave_no_name_is_unknown() {
        SessionFacts known = Messages.session("127.0.0.1");
        SessionFacts silent = SessionFacts.fresh("s1", known.client(), "default", known.started());
        assertThat(trace(NOTIFICATION, silent))
                .contains("from unknown ([127.0.0.1])\r\n\tby localhost with SMTP id m1;");
    }

    /** RFC 5321, section 4.4: the name of the host that received the message. */
    @Test
    void the_server_stands_by_its_hostname() {
        assertThat(trace(NOTIFICATION, Messages.session("127.0.0.1").at("mx.example.test")))
                .contains("\r\n\tby mx.example.test with ESMTP id m1;\r\n");
    }

    @Test
    void a_client_whose_name_is_told_has_it_before_its_address() {
        SessionFacts session = Messages.session("192.0.2.1");
        SessionFacts named = session.speakingFor(
                session.client(), Optional.of("mail.test (x)"), session.helo(), Stage.EHLO, Optional.empty());
        assertThat(trace(NOTIFICATION, named)).contains("Received: from client.test (mail.test??x? [192.0.2.1])\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a (b); c|a??b???c", "x\\<y>,|x??y??"})
    void a_name_that_would_break_the_header_is_made_harmless(String helo, String shown) {
        assertThat(trace(NOTIFICATION, Messages.session("127.0.0.1").greeted(helo, Stage.EHLO)))
                .contains("from " + shown + " (");
    }

    @Test
    void a_name_with_line_ends_or_of_any_length_adds_no_line() {
        String helo = "x\r\nBcc: y" + "z".repeat(5000);
        assertThat(trace(NOTIFICATION, Messages.session("127.0.0.1").greeted(helo, Stage.EHLO))
                        .lines())
                .hasSize(4)
                .allMatch(line -> line.length() < 320);
    }

    @Test
    void octets_of_an_address_that_are_utf_8_stay_what_they_are() {
        Mailbox mailbox = new Mailbox(new String("jürgen".getBytes(UTF_8), ISO_8859_1), "a.test");
        Envelope envelope = new Envelope(ReversePath.of(mailbox), Map.of(), List.of());
        assertThat(trace(envelope, Messages.session("127.0.0.1"))).startsWith("Return-Path: <jürgen@a.test>\r\n");
    }

    private static String trace(Envelope envelope, SessionFacts session) {
        Message message = Messages.of(Messages.content(new byte[0]), envelope, session);
        return TraceHeader.of(message);
    }
}
