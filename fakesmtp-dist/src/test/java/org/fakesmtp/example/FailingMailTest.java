package org.fakesmtp.example;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.answer.Answer.accept;
import static org.fakesmtp.answer.Answer.pause;
import static org.fakesmtp.answer.Answer.proceed;
import static org.fakesmtp.answer.Answer.reset;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;
import static org.fakesmtp.mail.Stage.DATA;
import static org.fakesmtp.mail.Stage.MESSAGE;

import jakarta.mail.MessagingException;
import java.util.concurrent.CompletableFuture;
import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.junit.WithFakeSmtp;
import org.fakesmtp.server.journal.SessionRecord;
import org.junit.jupiter.api.Test;

/** What docs/testing.md shows: software that sends mail, and a server that fails. */
class FailingMailTest {

    @Test
    @WithFakeSmtp(rules = "rules/greylist.properties")
    void mail_that_is_greylisted_comes_when_it_is_sent_again(FakeSmtp smtp) throws Exception {
        SignUp signUp = new SignUp(smtp.port());

        assertThatThrownBy(() -> signUp.welcome("ann@example.net")).hasStackTraceContaining("451 4.7.1");
        signUp.welcome("ann@example.net");

        assertThat(smtp).answered("reject.greylist", 1).retriedAfter(451, ZERO).tookMessages(1);
    }

    @Test
    @WithFakeSmtp
    void lost_reply_makes_a_second_copy(FakeSmtp smtp) throws Exception {
        smtp.on(MESSAGE).first(1).answer(accept().then(reset()));
        SignUp signUp = new SignUp(smtp.port());

        assertThatThrownBy(() -> signUp.welcome("ann@example.net")).isInstanceOf(MessagingException.class);
        signUp.welcome("ann@example.net");

        assertThat(smtp).sentMessagesTo("ann@example.net", 2).tookMessages(2);
    }

    @Test
    void slow_server_is_waited_for() {
        try (FakeSmtp smtp = FakeSmtp.withManualClock()) {
            smtp.on(DATA).answer(pause(ofMinutes(5)).then(proceed()));
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(smtp));

            smtp.clock().advanceWhenWaiting(ofMinutes(5), ofSeconds(10));

            sending.join();
            assertThat(smtp).tookMessages(1);
        }
    }

    private static void send(FakeSmtp smtp) {
        try {
            new SignUp(smtp.port()).welcome("ann@example.net");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @WithFakeSmtp
    void client_says_who_it_is_only_once(FakeSmtp smtp) throws Exception {
        new SignUp(smtp.port()).welcome("ann@example.net");

        SessionRecord session = smtp.sessions().get(0);
        assertThat(session.entries())
                .filteredOn(SessionRecord.Command.class::isInstance)
                .extracting(entry -> ((SessionRecord.Command) entry).line())
                .filteredOn(line -> line.startsWith("EHLO"))
                .hasSize(1);
    }
}
