package org.example.mail;

import static java.time.Duration.ofSeconds;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;

import org.fakesmtp.junit.FakeSmtp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** Another class with the same context, and so with the same server. */
class SpringSenderTest implements SpringMail {

    @Test
    void reminder_arrives(@Autowired JavaMailSender sender, FakeSmtp smtp) {
        SimpleMailMessage reminder = new SimpleMailMessage();
        reminder.setFrom("office@example.org");
        reminder.setTo("ann@example.net");
        reminder.setSubject("Reminder");
        reminder.setText("Tomorrow at ten.");
        sender.send(reminder);

        assertThat(smtp.awaitMessage(ofSeconds(5)))
                .hasRecipients("ann@example.net")
                .hasSubject("Reminder");
        assertThat(smtp).tookMessages(1);
    }
}
