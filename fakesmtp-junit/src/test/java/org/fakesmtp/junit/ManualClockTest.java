package org.fakesmtp.junit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.answer.Answer.parse;
import static org.fakesmtp.answer.Answer.pause;
import static org.fakesmtp.answer.Answer.proceed;
import static org.fakesmtp.answer.Answer.reply;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;
import static org.fakesmtp.mail.Stage.NOOP;
import static org.fakesmtp.mail.Stage.RCPT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
                .hasMessageContaining("1 s after the 451, expected: not sooner than 1.001 s");
    }

    @Test
    void time_of_a_retry_begins_with_the_reply_that_is_asked_about() {
        smtp.on(RCPT)
                .first(1)
                .answer(parse("accept then reply 250 2.1.5 Ok then pause 5s then reply 451 4.7.1 Greylisted"));
        try (Client client = new Client(smtp)) {
            client.say("EHLO c.test", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>");
            smtp.clock().advanceWhenWaiting(ofSeconds(5), PATIENCE);
            assertThat(client.reply()).startsWith("451");
            smtp.clock().advance(ofSeconds(1));
            client.say("RCPT TO:<b@y.test>");
        }
        assertThatThrownBy(() -> assertThat(smtp).retriedAfter(451, ofMillis(1001)))
                .hasMessageContaining("1 s after the 451");
    }

    @Test
    void clients_that_are_silent_for_longer_than_they_may_are_told_before_they_are_closed() {
        try (FakeSmtp hasty =
                        FakeSmtp.builder().manualClock().set("limit.idle", "1s").build();
                Crowd clients = new Crowd(hasty)) {
            clients.all().forEach(client -> client.say("EHLO c.test"));
            hasty.clock().advance(ofHours(1));

            assertThat(clients.lastWords())
                    .containsOnly("421 4.4.2 localhost closes the connection: idle for too long");
        }
    }

    @Test
    void message_that_does_not_end_in_an_hour_is_told_of() {
        try (FakeSmtp patient = FakeSmtp.builder()
                        .manualClock()
                        .set("limit.idle", "0")
                        .set("limit.min-rate", "0")
                        .build();
                Client message = new Client(patient)) {
            message.say("EHLO c.test", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "DATA");
            patient.clock().advance(ofHours(2));

            assertThat(message.lastWords()).startsWith("421 4.4.2").endsWith("the message took too long");
        }
    }

    /** Some clients at a time: what is true of one now and then is seen of one of them. */
    private record Crowd(List<Client> all) implements AutoCloseable {
        Crowd(FakeSmtp smtp) {
            this(Stream.generate(() -> new Client(smtp)).limit(30).toList());
        }

        List<String> lastWords() {
            return all.stream().map(Client::lastWords).toList();
        }

        @Override
        public void close() {
            all.forEach(Client::close);
        }
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
