package org.fakesmtp.junit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.api.Answer.pause;
import static org.fakesmtp.api.Answer.proceed;
import static org.fakesmtp.api.Answer.reply;
import static org.fakesmtp.api.Stage.NOOP;
import static org.fakesmtp.api.Stage.RCPT;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Time that the test moves. */
class ManualClockTest {

    private static final Duration PATIENCE = ofSeconds(20);

    @RegisterExtension
    FakeSmtp smtp = FakeSmtp.withManualClock();

    @Test
    void pause_of_five_minutes_passes_when_the_test_says_so() {
        smtp.on(NOOP).answer(pause(ofMinutes(5)).then(proceed()));
        Instant begin = smtp.clock().instant();
        try (Client client = new Client(smtp)) {
            client.say("EHLO c.test").send("NOOP\r\n");
            smtp.clock().advanceWhenWaiting(ofMinutes(5), PATIENCE);

            assertThat(client.reply()).isEqualTo("250 2.0.0 Ok");
        }
        assertThat(smtp.clock().instant()).isEqualTo(begin.plus(ofMinutes(5)));
    }

    @Test
    void time_between_a_reply_and_the_retry_is_exact() {
        smtp.on(RCPT).first(1).answer(reply(451, "4.7.1", "Greylisted"));
        try (Client client = new Client(smtp)) {
            client.say("EHLO c.test", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>");
            smtp.clock().advance(ofSeconds(1));
            client.say("RCPT TO:<b@y.test>");
        }
        assertThat(smtp).retriedAfter(451, ofSeconds(1));
        assertThatThrownBy(() -> assertThat(smtp).retriedAfter(451, ofMillis(1001)))
                .hasMessageContaining("PT1S after the 451, expected: not sooner than PT1.001S");
    }

    @Test
    void server_that_waits_for_nothing_is_told() {
        assertThatThrownBy(() -> smtp.clock().advanceWhenWaiting(ofMinutes(5), ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("did not wait");
    }

    @Test
    void real_time_cannot_be_moved() {
        try (FakeSmtp real = FakeSmtp.onFreePort()) {
            assertThatThrownBy(real::clock).isInstanceOf(IllegalStateException.class);
        }
    }
}
