package org.example;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.junit.PluginDialogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpamPluginTest {

    @RegisterExtension
    static FakeSmtp smtp = FakeSmtp.builder()
            .plugin(new SpamPlugin())
            .set("spam.word", "bargain")
            .build();

    @Test
    void message_with_the_word_is_refused_and_the_next_one_is_taken() {
        PluginDialogue.of(new SpamPlugin(), "spam.word = bargain").plays("""
                S: 220 ...
                C: HELO laptop.test
                S: 250 ...
                C: MAIL FROM:<ann@example.org>
                S: 250 2.1.0 ...
                C: RCPT TO:<bob@example.net>
                S: 250 2.1.5 ...
                C: DATA
                S: 354 ...
                C: Subject: A bargain
                C: .
                S: 554 5.7.1 No bargain
                C: MAIL FROM:<ann@example.org>
                S: 250 2.1.0 ...
                C: RCPT TO:<bob@example.net>
                S: 250 2.1.5 ...
                C: DATA
                S: 354 ...
                C: Subject: A letter
                C: .
                S: 250 2.0.0 ...
                """);
    }

    @Test
    void client_learns_why_its_mail_was_refused() {
        assertThatThrownBy(() -> send("A bargain")).hasStackTraceContaining("554 5.7.1 No bargain");
        assertThat(smtp).tookMessages(0);
    }

    @Test
    void other_mail_gets_through() throws Exception {
        send("A letter");
        assertThat(smtp.awaitMessage(ofSeconds(5))).hasSubject("A letter").hasRecipients("bob@example.net");
    }

    private static void send(String subject) throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(smtp.properties()));
        message.setFrom(new InternetAddress("ann@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("bob@example.net"));
        message.setSubject(subject);
        message.setText("Hello");
        Transport.send(message);
    }
}
