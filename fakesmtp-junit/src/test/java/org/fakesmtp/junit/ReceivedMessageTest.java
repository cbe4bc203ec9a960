package org.fakesmtp.junit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.answer.Answer.reply;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.junit.jupiter.api.Test;

/** What a test sees of the messages. */
@WithFakeSmtp
class ReceivedMessageTest {

    private static final Duration SOON = ofSeconds(10);

    private final FakeSmtp smtp;

    ReceivedMessageTest(FakeSmtp smtp) {
        this.smtp = smtp;
    }

    private void send(MimeMultipart content) throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(smtp.properties()));
        message.setFrom("ann@example.test");
        message.setRecipients(RecipientType.TO, "bob@example.test");
        message.setSubject("Grüße", "UTF-8");
        message.setContent(content);
        Transport.send(message);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }

    @Test
    void text_html_and_attachments_are_decoded() throws MessagingException {
        MimeBodyPart file = new MimeBodyPart();
        file.setText("naïve", "ISO-8859-1");
        file.setFileName("Übersicht.txt");
        MimeMultipart content = new MimeMultipart(part("Schöne Grüße", "plain"), part("<b>Schöne</b>", "html"), file);

        send(content);
        ReceivedMessage message = smtp.awaitMessage(SOON);

        assertThat(message)
                .hasSender("ann@example.test")
                .hasRecipients("bob@example.test")
                .hasSubject("Grüße")
                .hasHeader("to", "bob@example.test")
                .hasText("Schöne Grüße")
                .hasTextContaining("Grüße")
                .hasHtmlContaining("<b>Schöne</b>")
                .hasAttachment("Übersicht.txt");
        assertThatThrownBy(() -> assertThat(message).hasAttachment("Other.txt"))
                .hasMessageContaining("expected among them: 'Other.txt'");
        assertThat(message.attachments()).hasSize(1);
        Attachment attachment = message.attachments().get(0);
        assertThat(attachment.type()).isEqualTo("text/plain");
        assertThat(attachment.charset()).contains("ISO-8859-1");
        assertThat(attachment.octets()).isEqualTo("naïve".getBytes(ISO_8859_1));
        assertThat(attachment.text()).isEqualTo("naïve");
        assertThat(new String(message.octets(), UTF_8)).contains("Subject: =?UTF-8?");
    }

    @Test
    void several_texts_are_one_in_their_order_and_nothing_is_left_out() throws MessagingException {
        MimeMessage inner = new MimeMessage(Session.getInstance(smtp.properties()));
        inner.setText("Hi");
        MimeBodyPart forwarded = new MimeBodyPart();
        forwarded.setContent(inner, "message/rfc822");
        MimeMultipart alternatives = new MimeMultipart("alternative", part("one", "plain"), part("<b>1</b>", "html"));
        MimeBodyPart first = new MimeBodyPart();
        first.setContent(alternatives);
        send(new MimeMultipart(first, forwarded, part("two", "plain")));

        ReceivedMessage message = smtp.awaitMessage(SOON);

        assertThat(message.text()).hasValue("one\ntwo");
        assertThat(message.html()).hasValue("<b>1</b>");
        assertThat(message.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.type()).isEqualTo("message/rfc822");
            assertThat(attachment.text()).contains("\nMessage-ID: ").endsWith("\r\n\r\nHi");
        });
        assertThat(message.remarks()).isEmpty();
    }

    @Test
    void what_is_left_out_is_remarked_on() throws MessagingException {
        MimeMultipart content = new MimeMultipart(part("one", "plain"));
        content.setPreamble("Nobody reads this.");
        send(content);

        assertThat(smtp.awaitMessage(SOON).remarks())
                .containsExactly("the preamble of multipart/mixed is left out: 18 octets");
    }

    @Test
    void rules_look_at_what_people_see() throws MessagingException {
        MimeBodyPart file = part("x", "plain");
        file.setFileName("grüße.exe");
        Rule text = smtp.on(Stage.MESSAGE).when("text", "/^schöne grüße$/").answer(reply(554, "5.7.1", "No greetings"));
        Rule name = smtp.on(Stage.MESSAGE).when("attachment", "*.exe").answer(reply(554, "5.7.1", "No programs"));

        assertThatThrownBy(() -> send(new MimeMultipart(part("Schöne\nGrüße", "plain"), file)))
                .isInstanceOf(MessagingException.class)
                .hasStackTraceContaining("No programs");
        assertThatThrownBy(() -> send(new MimeMultipart(part("<p>Schöne <b>Grüße</b></p>", "html"))))
                .isInstanceOf(MessagingException.class)
                .hasStackTraceContaining("No greetings");

        assertThat(smtp).answered(text, 1).answered(name, 1);
    }

    @Test
    void failure_says_what_was_found_and_what_was_said() {
        new Mailer(smtp).send("bob@example.test", "Hi");
        ReceivedMessage message = smtp.awaitMessage(SOON);

        assertThatThrownBy(() -> assertThat(message).as("the greeting").hasSubject("Hello"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[the greeting] the subject of message s")
                .hasMessageContaining("is 'Hi', expected: 'Hello'")
                .hasMessageContaining("C: RCPT TO:<bob@example.test>")
                .hasMessageContaining("S: 250 2.1.5 Recipient ok");
        assertThatThrownBy(() -> assertThat(message).hasText("100% other")).hasMessageContaining("100% other");
        assertThatThrownBy(() -> assertThat(message).hasTextContaining("bad")).hasMessageContaining("'Good day.");
        assertThatThrownBy(() -> assertThat(message).hasRecipients()).hasMessageContaining("expected: []");
        assertThatThrownBy(() -> assertThat(message).hasSender("eve@example.test"))
                .hasMessageContaining("is 'ann@example.test', expected: 'eve@example.test'");
        assertThatThrownBy(() -> assertThat(message).hasHtmlContaining("<b>"))
                .hasMessageContaining("the HTML is missing, expected in it: '<b>'");
        assertThatThrownBy(() -> assertThat(message).hasAttachment("a.pdf")).hasMessageContaining("a.pdf");
        assertThatThrownBy(() -> assertThat(message).hasHeader("X-A", "b")).hasMessageContaining("X-A is []");
    }

    @Test
    void message_that_does_not_come_fails_with_the_transcript_of_all_sessions() {
        smtp.on(Stage.RCPT).answer(reply(550, "5.1.1", "No such user"));
        assertThatThrownBy(() -> new Mailer(smtp).send("bob@example.test", "Hi"));

        assertThatThrownBy(() -> smtp.awaitMessage(ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no such message came within 1 ms, 0 came in all")
                .hasMessageContaining("!! RCPT: rcpt-1: reply 550 5.1.1 No such user")
                .hasMessageContaining("S: 550 5.1.1 No such user");
    }

    @Test
    void message_is_waited_for_and_handed_out_once() {
        CompletableFuture<ReceivedMessage> second = CompletableFuture.supplyAsync(
                () -> smtp.awaitMessage(message -> message.subject().equals("second"), SOON));
        new Mailer(smtp).send("bob@example.test", "first");
        new Mailer(smtp).send("bob@example.test", "second");
        new Mailer(smtp).send("bob@example.test", "third");

        assertThat(second.join()).hasSubject("second");
        assertThat(smtp.awaitMessage(SOON)).hasSubject("first");
        assertThat(smtp.awaitMessage(SOON)).hasSubject("third");
        assertThat(smtp).tookMessages(3);
    }

    @Test
    void count_that_is_wrong_is_told_with_that_of_the_rule() {
        smtp.rule("full").on(Stage.RCPT).first(1).answer(reply(452, "4.2.2", "Mailbox full"));
        new Mailer(smtp).send("bob@example.test", "Hi");

        assertThatThrownBy(() -> assertThat(smtp).answered("full", 2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rule 'full': matched 2, answered 1, expected: answered 2")
                .hasMessageContaining("S: 452 4.2.2 Mailbox full");
        assertThatThrownBy(() -> assertThat(smtp).answered("fool", 1))
                .hasMessageContaining("there is no rule 'fool', there are ['full']");
        assertThatThrownBy(() -> assertThat(smtp).tookMessages(2))
                .hasMessageContaining("1 message was taken, expected: 2");
    }
}
