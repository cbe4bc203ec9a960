package org.example.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.answer.Answer.accept;
import static org.fakesmtp.answer.Answer.reply;
import static org.fakesmtp.answer.Answer.reset;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;
import static org.fakesmtp.mail.Stage.MESSAGE;
import static org.fakesmtp.mail.Stage.RCPT;

import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.junit.ReceivedMessage;
import org.fakesmtp.rule.Rule;
import org.junit.jupiter.api.Test;

/** What is expected of the mailer, by whatever library it sends, when mail goes well and when it fails. */
abstract class MailerContract {

    private static final Letter HI = new Letter("bob@example.test", "Hi", "Good day.");

    abstract FakeSmtp smtp();

    abstract Mailer mailer();

    private void send(Letter letter) throws MailFailure {
        new PatientMailer(mailer()).send(letter);
    }

    @Test
    void letter_arrives_as_it_was_written() throws Exception {
        send(new Letter("bob@example.test", "Grüße an Bob", "Schöne Grüße,\nAnn 🐘"));

        assertThat(smtp().awaitMessage(ofSeconds(5)))
                .hasSender("office@example.org")
                .hasRecipients("bob@example.test")
                .hasSubject("Grüße an Bob")
                .hasText("Schöne Grüße,\nAnn 🐘");
        assertThat(smtp()).sawNoProtocolErrors();
    }

    @Test
    void file_arrives_octet_for_octet_under_its_name() throws Exception {
        byte[] octets = "größer;kleiner\r\n.\r\n1;2\r\n".getBytes(UTF_8);

        send(HI.with("Zahlen für Bob.csv", "text/csv", octets));

        ReceivedMessage message = smtp().awaitMessage(ofSeconds(5));
        assertThat(message).hasAttachment("Zahlen für Bob.csv").hasText("Good day.");
        assertThat(message.attachments()).singleElement().satisfies(file -> {
            assertThat(file.type()).isEqualTo("text/csv");
            assertThat(file.octets()).isEqualTo(octets);
        });
    }

    @Test
    void retries_after_a_soft_rejection() throws Exception {
        Rule greylist = smtp().on(RCPT).first(1).answer(reply(451, "4.7.1", "Greylisted"));

        send(HI);

        assertThat(smtp().awaitMessage(ofSeconds(5)))
                .hasRecipients("bob@example.test")
                .hasSubject("Hi");
        assertThat(smtp()).answered(greylist, 1).retriedAfter(451, ZERO).tookMessages(1);
    }

    @Test
    void refusal_is_told_with_its_reason_and_is_final() {
        smtp().on(RCPT).answer(reply(550, "5.1.1", "No such user here"));

        assertThatThrownBy(() -> send(HI))
                .isInstanceOf(MailFailure.class)
                .hasStackTraceContaining("550 5.1.1 No such user here");
        assertThat(smtp())
                .neverRetriedAfter(550)
                .neverSentAfter(550, "DATA")
                .tookMessages(0);
    }

    @Test
    void outage_is_given_up_after_three_attempts() {
        Rule full = smtp().on(MESSAGE).answer(reply(452, "4.3.1", "Disk full"));

        assertThatThrownBy(() -> send(HI)).hasStackTraceContaining("452 4.3.1 Disk full");
        assertThat(smtp()).answered(full, 3).sentMessages(3).tookMessages(0);
    }

    @Test
    void reply_that_is_lost_makes_a_second_copy() throws Exception {
        smtp().on(MESSAGE).first(1).answer(accept().then(reset()));

        send(HI);

        assertThat(smtp()).sentMessagesTo("bob@example.test", 2).tookMessages(2);
    }

    @Test
    void rules_of_a_properties_file_hold_in_one_test() throws Exception {
        smtp().rulesOf("rules/busy.properties");

        send(HI);

        assertThat(smtp()).answered("reject.busy", 2).retriedAfter(421, ZERO).tookMessages(1);
    }
}
