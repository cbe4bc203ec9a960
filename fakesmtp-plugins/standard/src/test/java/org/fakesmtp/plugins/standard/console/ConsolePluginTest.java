package org.fakesmtp.plugins.standard.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Content;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Mailbox;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.plugins.standard.Installed;
import org.fakesmtp.plugins.standard.Messages;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsolePluginTest {

    private static final SessionFacts SESSION = Messages.session("127.0.0.1");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ConsolePlugin plugin =
            new ConsolePlugin(new PrintStream(out, false, UTF_8), () -> Messages.RECEIVED, ZoneOffset.UTC);

    @Test
    void the_service_loader_finds_it() {
        assertThat(ServiceLoader.load(Plugin.class)).hasAtLeastOneElementOfType(ConsolePlugin.class);
    }

    @Test
    void a_newcomer_sees_the_dialogue_and_the_message() throws Exception {
        Installed installed = install();
        talk(installed);

        assertThat(shown()).isEqualTo("""
                17:53:35.123 s1 -- connected from 127.0.0.1 port 54321
                17:53:35.123 s1 S: 220 fake smtp server
                17:53:35.123 s1 C: EHLO client.test
                17:53:35.123 s1 S: 250 localhost (SIZE)
                17:53:35.123 s1 C: .
                17:53:35.123 s1 == message m1, 20 octets
                    MAIL FROM:<alice@a.test> BODY=8BITMIME SIZE=7
                    RCPT TO:<bob@b.test>
                    RCPT TO:<carol@b.test>

                    Subject: x

                    .hello

                17:53:35.123 s1 S: 250 2.0.0 OK
                17:53:35.123 s1 -- closed
                """);
    }

    @Test
    void what_ehlo_offers_is_shown_line_by_line_where_that_is_asked_for() throws Exception {
        talk(install("ehlo", "full"));

        assertThat(shown()).contains("s1 S: 250-localhost\n", "s1 S: 250 SIZE\n");
    }

    @Test
    void log_need_not_tell_a_scripted_answer_that_both_sides_of_the_transcript_show() throws Exception {
        assertThat(install().observers).allMatch(SessionObserver::showsScripted);
        assertThat(install("transcript", "client").observers).noneMatch(SessionObserver::showsScripted);
    }

    @Test
    void the_lines_of_the_client_alone_with_its_content_are_what_it_sent() throws Exception {
        Installed installed = install("transcript", "client", "content", "on", "messages", "off");
        talk(installed);

        assertThat(installed.sinks).isEmpty();
        assertThat(shown().lines().map(line -> line.replace("17:53:35.123 s1 ", "")))
                .containsExactly("C: EHLO client.test", "C: Subject: x", "C: ", "C: ..hello", "C: .");
    }

    @ParameterizedTest
    @CsvSource({"on", "client"})
    void line_that_ends_in_lf_alone_is_shown_with_what_smtp_wants(String transcript) {
        SessionObserver observer = install("transcript", transcript).observers.get(0);
        observer.bareLineEnd(SESSION, "EHLO \u001Bx\n");
        observer.bareLineEnd(SESSION, "EHLO x\r");
        observer.bareEndOfContent(SESSION);

        assertThat(shown()).isEqualTo("""
                17:53:35.123 s1 -- a line ends in LF alone; SMTP wants CR LF (RFC 5321, section 2.3.8), so this is not obeyed: EHLO \\x1Bx\\n
                17:53:35.123 s1 -- a line ends in CR alone; SMTP wants CR LF (RFC 5321, section 2.3.8), so this is not obeyed: EHLO x\\r
                17:53:35.123 s1 -- the client may think its message has ended: a '.' between bare line ends, LF or CR alone, does not end it; SMTP wants CR LF . CR LF (RFC 5321, section 4.1.1.4)
                """);
    }

    @Test
    void client_that_another_speaks_for_is_shown() throws Exception {
        Installed installed = install("messages", "off");
        SessionFacts other = SESSION.speakingFor(
                InetSocketAddress.createUnresolved("192.0.2.7", 4711),
                Optional.empty(),
                Optional.empty(),
                SESSION.greeting(),
                Optional.empty());
        installed.observers.forEach(observer -> observer.clientChanged(other));

        assertThat(shown()).isEqualTo("17:53:35.123 s1 -- speaks for 192.0.2.7 port 4711\n");
    }

    @Test
    void an_envelope_can_be_shown_alone() throws Exception {
        talk(install("transcript", "off", "messages", "envelope"));

        assertThat(shown()).isEqualTo("""
                17:53:35.123 s1 == message m1, 20 octets
                    MAIL FROM:<alice@a.test> BODY=8BITMIME SIZE=7
                    RCPT TO:<bob@b.test>
                    RCPT TO:<carol@b.test>
                """);
    }

    @Test
    void addresses_beyond_ascii_are_shown_as_they_are_meant() throws Exception {
        Envelope envelope = new Envelope(
                ReversePath.of(new Mailbox("j\u00F6", "\u00FC.test")),
                Map.of("SMTPUTF8", ""),
                List.of(Messages.recipient("\u4F60\u202E")));
        deliver(install("messages", "envelope"), Messages.of(Messages.content(new byte[0]), envelope, SESSION));

        assertThat(shown()).contains("MAIL FROM:<j\u00F6@\u00FC.test> SMTPUTF8\n", "RCPT TO:<\u4F60\\u202E@b.test>\n");
    }

    @Test
    void content_that_breaks_off_is_shown_before_the_end_of_the_session() {
        SessionObserver observer = install("content", "on").observers.get(0);
        observer.content(SESSION, Stage.DATA, octets("half a li"));
        observer.closed(SESSION);

        assertThat(shown()).contains("C: half a li\n").endsWith("-- closed\n");
    }

    @Test
    void contents_of_several_sessions_do_not_mix() {
        SessionObserver observer = install("content", "on").observers.get(0);
        SessionFacts other = SessionFacts.fresh("s2", SESSION.client(), "default", SESSION.started());
        observer.content(SESSION, Stage.DATA, octets("one "));
        observer.content(other, Stage.DATA, octets("two "));
        observer.content(SESSION, Stage.DATA, octets("first\r\n"));
        observer.content(other, Stage.DATA, octets("second\r\n"));

        assertThat(shown()).contains("s1 C: one first\n", "s2 C: two second\n");
    }

    @Test
    void nothing_from_the_wire_reaches_the_terminal_as_a_control() throws Exception {
        Installed installed = install("content", "on");
        String evil = "\u001B]0;x\u0007\u009B\u0085\u007F\0\b\r";
        SessionFacts session = SESSION.greeted(evil, Stage.EHLO);
        SessionObserver observer = installed.observers.get(0);
        observer.received(session, evil);
        observer.content(session, Stage.DATA, octets(evil + "\r\n"));
        observer.replied(session, Reply.of(250, "2.0.0", "\u009B31m\u202E"));
        String header = "Subject: " + evil.replace("\r", "") + "=?utf-8?Q?=1B=0A=E2=80=AE?=\r\nX: \u202E\r\n\r\n";
        deliver(installed, Messages.of(header + evil + "\u202E\u2028"));

        assertThat(shown().replace("\n", "").codePoints())
                .allMatch(c -> c >= ' ' && (c < 0x7F || c > 0x9F) && c != 0x202E && c != 0x2028);
    }

    @Test
    void colours_are_our_own_and_only_where_they_are_wanted() throws Exception {
        talk(install("colours", "on", "messages", "off"));

        assertThat(shown()).contains("\u001B[2m17:53:35.123 s1\u001B[0m \u001B[36mC:\u001B[0m EHLO client.test\n");
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR, 1", "TERM, dumb"})
    void the_environment_can_forbid_colours(String variable, String value) {
        assertThat(Look.canBeColoured(Map.of(variable, value))).isFalse();
    }

    @Test
    void a_refusal_has_a_colour_of_its_own() {
        install("colours", "on").observers.get(0).replied(SESSION, Reply.of(550, "5.1.1", "No"));

        assertThat(shown()).endsWith("\u001B[31mS:\u001B[0m \u001B[31m550 5.1.1 No\u001B[0m\n");
    }

    @Test
    void a_large_message_is_shown_up_to_the_limit() throws Exception {
        Installed installed = install("max-text", "1KB");
        deliver(installed, Messages.of("Subject: x\r\n\r\n" + "0123456789\r\n".repeat(900_000)));

        assertThat(shown()).hasSizeBetween(1000, 2500).contains("0123456789\n").endsWith("    [...]\n\n");
    }

    @Test
    void many_recipients_are_shown_up_to_the_limit() throws Exception {
        Installed installed = install("max-text", "1KB");
        List<Recipient> recipients = Collections.nCopies(10_000, Messages.recipient("bob"));
        Envelope envelope = new Envelope(Messages.ENVELOPE.reversePath(), Map.of(), recipients);
        deliver(installed, Messages.of(Messages.content(new byte[0]), envelope, SESSION));

        assertThat(shown()).hasSizeLessThan(2500).contains("    [...]\n");
    }

    @Test
    void a_content_that_cannot_be_read_is_no_reason_to_refuse_a_message() throws Exception {
        Installed installed = install();
        deliver(installed, Messages.of(unreadable(), Messages.ENVELOPE, SESSION));

        assertThat(shown()).contains("[cannot be shown: gone]");
    }

    @ParameterizedTest
    @CsvSource({"transcript, server", "content, yes", "messages, all", "colours, green", "max-text, 10"})
    void a_wrong_value_stops_the_start_with_its_key(String key, String value) {
        assertThatThrownBy(() -> install(key, value))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("console." + key)
                .hasMessageContaining(value);
    }

    private void talk(Installed installed) throws Exception {
        for (SessionObserver observer : installed.observers) {
            observer.opened(SESSION);
            observer.replied(SESSION, Reply.plain(220, "fake smtp server"));
            observer.received(SESSION, "EHLO client.test");
            observer.replied(SESSION, Reply.of(250, Optional.empty(), List.of("localhost", "SIZE")));
            observer.content(SESSION, Stage.DATA, octets("Subject: x\r\n\r\n.hel"));
            observer.content(SESSION, Stage.DATA, octets("lo\r\n"));
            observer.endOfContent(SESSION, Stage.DATA);
        }
        deliver(installed, Messages.of("Subject: x\r\n\r\n.hello"));
        for (SessionObserver observer : installed.observers) {
            observer.replied(SESSION, Reply.of(250, "2.0.0", "OK"));
            observer.closed(SESSION);
        }
    }

    private static void deliver(Installed installed, Message message) throws Exception {
        for (MessageSink sink : installed.sinks) {
            assertThat(sink.deliver(message)).isEqualTo(Delivery.taken());
        }
    }

    private Installed install(String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put("console." + settings[i], settings[i + 1]);
        }
        return Installed.install(plugin, all);
    }

    private String shown() {
        plugin.close();
        return out.toString(UTF_8);
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    private static Content unreadable() {
        return new Content() {
            @Override
            public long size() {
                return 1;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("gone");
            }
        };
    }

    @Test
    void chunks_end_without_a_dot_and_are_shown_as_they_came() {
        SessionObserver observer = install("content", "on").observers.get(0);
        observer.received(SESSION, "BDAT 4");
        observer.content(SESSION, Stage.BDAT, octets(".hel"));
        observer.replied(SESSION, Reply.of(250, "2.0.0", "Chunk taken"));
        observer.received(SESSION, "BDAT 4 LAST");
        observer.content(SESSION, Stage.BDAT, octets("lo\r\n"));
        observer.endOfContent(SESSION, Stage.BDAT);

        assertThat(shown().replaceAll("(?m)^.* [CS]: ", ""))
                .isEqualTo("BDAT 4\n.hel\n250 2.0.0 Chunk taken\nBDAT 4 LAST\nlo\n");
    }

    @Test
    void scripted_failure_is_marked_with_its_rule() throws Exception {
        SessionObserver observer = install().observers.get(0);
        observer.scripted(SESSION, Stage.RCPT, "reject.no", Answer.reply(550, "5.1.1", "No"));
        observer.sent(SESSION, "\u001B[31m\r\n");

        assertThat(shown())
                .contains("17:53:35.123 s1 !! RCPT: reject.no: reply 550 5.1.1 No")
                .contains("17:53:35.123 s1 S: \\x1B[31m\\r\\n\n")
                .doesNotContain("\u001B");
    }
}
