package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.fakesmtp.server.TcpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep a session busy with as little as they can. */
class TimeLimitsTest {

    private static final String COMMAND = "421 4.4.2 localhost closes the connection: the command took too long";
    private static final String MESSAGE = "421 4.4.2 localhost closes the connection: the message took too long";
    private static final String RATE = "421 4.4.2 localhost closes the connection: the message comes too slowly";
    private static final String IDLE = "421 4.4.2 localhost closes the connection: idle for too long";

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    /** Sends octets, and waits until the server has them and what it does about them is done. */
    private static void send(Rig rig, TcpClient client, String octets) {
        Connection connection = rig.connection();
        long before = connection.received();
        client.send(octets);
        await().pollInterval(Duration.ofMillis(2)).until(() -> connection.received() == before + octets.length());
    }

    private static void enterContent(Rig rig, TcpClient client) {
        send(rig, client, Rig.TO_DATA);
        for (int i = 0; i < 4; i++) {
            client.line();
        }
        await().until(() -> rig.connection().unsent() == 0);
    }

    private static void assertClosedWith(String reply, Rig rig, TcpClient client) {
        rig.timers.advance(Duration.ofSeconds(2));
        assertThat(client.rest()).containsExactly(reply);
    }

    @Test
    void line_that_comes_octet_by_octet_must_come_to_its_end_in_time() {
        try (Rig rig = new Rig().set("limit.command-time", "2m").start();
                TcpClient client = rig.greeted()) {
            for (int i = 0; i < 4; i++) {
                send(rig, client, "N");
                rig.timers.advance(HALF_A_MINUTE);
            }
            assertClosedWith(COMMAND, rig, client);
        }
    }

    @Test
    void line_that_is_too_long_must_come_to_its_end_in_time_as_well() {
        try (Rig rig = new Rig().set("limit.command-time", "2m").start();
                TcpClient client = rig.greeted()) {
            for (int i = 0; i < 4; i++) {
                send(rig, client, "x".repeat(4000));
                rig.timers.advance(HALF_A_MINUTE);
            }
            assertClosedWith(COMMAND, rig, client);
        }
    }

    @Test
    void each_line_has_the_time_of_its_own() {
        try (Rig rig = new Rig().set("limit.command-time", "2m").start();
                TcpClient client = rig.greeted()) {
            send(rig, client, "NO");
            for (int i = 0; i < 10; i++) {
                rig.timers.advance(HALF_A_MINUTE.multipliedBy(3));
                send(rig, client, "OP\r\nNO");
                assertThat(client.line()).startsWith("250 ");
            }
        }
    }

    @Test
    void client_that_says_nothing_is_in_no_line() {
        try (Rig rig = new Rig().set("limit.command-time", "2m").start();
                TcpClient client = rig.greeted()) {
            send(rig, client, "NOOP\r\n");
            assertThat(client.line()).startsWith("250 ");
            rig.timers.advance(Duration.ofHours(1));
            assertThat(client.ask("NOOP")).startsWith("250 ");
        }
    }

    @Test
    void content_is_in_no_line() {
        try (Rig rig = new Rig().set("limit.command-time", "2m").start();
                TcpClient client = rig.greeted()) {
            enterContent(rig, client);
            send(rig, client, ".");
            rig.timers.advance(Duration.ofHours(1));
            assertThat(client.ask("\r\n")).startsWith("250 ");
        }
    }

    @Test
    void content_must_come_to_its_end_in_time_however_fast_it_comes() {
        try (Rig rig = new Rig().set("limit.message-time", "10m").start();
                TcpClient client = rig.greeted()) {
            enterContent(rig, client);
            for (int i = 0; i < 10; i++) {
                send(rig, client, "x".repeat(10_000));
                rig.timers.advance(Duration.ofMinutes(1));
            }
            assertClosedWith(MESSAGE, rig, client);
        }
    }

    @Test
    void chunks_must_come_to_their_end_in_time_and_the_waits_between_them_count() {
        try (Rig rig = new Rig().set("limit.message-time", "10m").start();
                TcpClient client = rig.greeted()) {
            enterChunks(client);
            for (int i = 0; i < 10; i++) {
                send(rig, client, "BDAT 4\r\nabcd");
                assertThat(client.line()).startsWith("250 ");
                rig.timers.advance(Duration.ofMinutes(1));
            }
            assertClosedWith(MESSAGE, rig, client);
        }
    }

    private static void enterChunks(TcpClient client) {
        client.ask("EHLO c.test");
        client.ask("MAIL FROM:<a@x.test>");
        assertThat(client.ask("RCPT TO:<b@y.test>")).startsWith("250 ");
    }

    @Test
    void each_message_has_the_time_of_its_own() {
        try (Rig rig = new Rig().set("limit.message-time", "10m").start();
                TcpClient client = rig.greeted()) {
            enterContent(rig, client);
            for (int i = 0; i < 5; i++) {
                rig.timers.advance(Duration.ofMinutes(8));
                send(rig, client, "end\r\n.\r\n" + Rig.TO_DATA);
                for (int line = 0; line < 5; line++) {
                    assertThat(client.line()).matches("(250|354) .*");
                }
            }
        }
    }

    @Test
    void content_that_comes_too_slowly_is_cut_off() {
        try (Rig rig = new Rig().set("limit.min-rate", "100B/s").start();
                TcpClient client = rig.greeted()) {
            enterContent(rig, client);
            for (int i = 0; i < 12; i++) {
                rig.timers.advance(Duration.ofSeconds(5));
                send(rig, client, "x".repeat(450));
            }
            assertClosedWith(RATE, rig, client);
        }
    }

    @Test
    void content_that_comes_fast_at_first_must_not_slow_down() {
        try (Rig rig = new Rig().set("limit.min-rate", "100B/s").start();
                TcpClient client = rig.greeted()) {
            enterContent(rig, client);
            send(rig, client, "x".repeat(1_000_000));
            for (int i = 0; i < 24; i++) {
                rig.timers.advance(Duration.ofSeconds(5));
                send(rig, client, "x");
            }
            assertClosedWith(RATE, rig, client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATA", "BDAT 10000"})
    void silence_within_content_is_the_business_of_the_idle_limit(String command) {
        try (Rig rig = new Rig()
                        .idle(Duration.ofMinutes(5))
                        .set("limit.min-rate", "1B/s")
                        .start();
                TcpClient client = rig.greeted()) {
            enterChunks(client);
            send(rig, client, command + "\r\n");
            for (int i = 0; i < 5; i++) {
                rig.timers.advance(Duration.ofSeconds(298));
                send(rig, client, i == 0 ? "Subject: hello\r\n" : "x");
            }
            assertThat(rig.connections()).hasSize(1);
            rig.timers.advance(Duration.ofSeconds(302));
            assertThat(client.untilItEnds()).last().isEqualTo(IDLE);
        }
    }

    @Test
    void silence_between_chunks_is_the_business_of_the_idle_limit() {
        try (Rig rig = new Rig()
                        .idle(Duration.ofMinutes(5))
                        .set("limit.min-rate", "1B/s")
                        .start();
                TcpClient client = rig.greeted()) {
            enterChunks(client);
            for (int i = 0; i < 5; i++) {
                send(rig, client, "BDAT 1\r\nx");
                assertThat(client.line()).startsWith("250 ");
                rig.timers.advance(Duration.ofSeconds(298));
            }
            rig.timers.advance(Duration.ofSeconds(4));
            assertThat(client.untilItEnds()).last().isEqualTo(IDLE);
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 20", "10, 20", "6, 120", "15, 290"})
    void person_who_types_lines_has_time(int octets, int seconds) {
        try (Rig rig = new Rig()
                        .idle(Duration.ofMinutes(5))
                        .set("limit.min-rate", "1B/s")
                        .start();
                TcpClient client = rig.greeted()) {
            enterContent(rig, client);
            for (int i = 0; i < 30; i++) {
                rig.timers.advance(Duration.ofSeconds(seconds));
                send(rig, client, "x".repeat(octets - 2) + "\r\n");
            }
            assertThat(client.ask(".")).startsWith("250 ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 60, 240})
    void client_that_drips_octets_to_hold_its_session_is_cut_off(int seconds) {
        try (Rig rig = new Rig()
                        .idle(Duration.ofMinutes(5))
                        .set("limit.min-rate", "1B/s")
                        .start();
                TcpClient client = rig.greeted()) {
            enterContent(rig, client);
            int octets = 60 / Math.min(seconds, 5);
            for (int i = 0; i < octets; i++) {
                rig.timers.advance(Duration.ofSeconds(seconds));
                send(rig, client, "x");
            }
            assertClosedWith(RATE, rig, client);
        }
    }

    @Test
    void silence_within_a_line_is_the_business_of_the_idle_limit() {
        try (Rig rig = new Rig()
                        .idle(Duration.ofMinutes(5))
                        .set("limit.command-time", "2m")
                        .start();
                TcpClient client = rig.greeted()) {
            send(rig, client, "NO");
            rig.timers.advance(Duration.ofSeconds(298));
            assertThat(client.ask("OP")).startsWith("250 ");
            send(rig, client, "NO");
            rig.timers.advance(Duration.ofSeconds(299));
            assertThat(rig.connections()).hasSize(1);
            assertClosedWith(IDLE, rig, client);
        }
    }

    @Test
    void slow_start_and_stalls_within_the_average_are_allowed() {
        try (Rig rig = new Rig().set("limit.min-rate", "100B/s").start();
                TcpClient client = rig.greeted()) {
            enterContent(rig, client);
            for (int i = 0; i < 10; i++) {
                rig.timers.advance(Duration.ofSeconds(50));
                send(rig, client, "x".repeat(6200));
                rig.timers.advance(Duration.ofSeconds(11));
            }
            send(rig, client, "\r\n.\r\n");
            assertThat(client.line()).startsWith("250 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause 50m", "hang 50m", "stall 50m"})
    void wait_of_any_kind_suspends_the_limits(String wait) {
        try (Rig rig = new Rig()
                        .idle(Duration.ofMinutes(5))
                        .set("limit.command-time", "1m")
                        .rule("NOOP", wait + " then proceed")
                        .start();
                TcpClient client = rig.greeted()) {
            for (int i = 0; i < 2; i++) {
                send(rig, client, "NOOP\r\n");
                await().until(() -> rig.timers.pending() == 1);
                rig.timers.advance(Duration.ofMinutes(50));
                assertThat(client.line()).isEqualTo("250 2.0.0 Ok");
            }
        }
    }

    @Test
    void dribble_suspends_the_limits_too() {
        try (Rig rig = new Rig()
                        .idle(Duration.ofMinutes(5))
                        .rule("NOOP", "proceed with dribble 7 every 20m")
                        .start();
                TcpClient client = rig.greeted()) {
            send(rig, client, "NOOP\r\n");
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(Duration.ofMinutes(20));
            assertThat(client.line()).isEqualTo("250 2.0.0 Ok");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit.idle", "limit.command-time", "limit.message-time"})
    void pause_of_a_rule_suspends_the_limits(String limit) {
        try (Rig rig = new Rig()
                        .set(limit, "10m")
                        .set("limit.min-rate", "1B/s")
                        .rule("BDAT", "pause 50m then proceed")
                        .start();
                TcpClient client = rig.greeted()) {
            enterChunks(client);
            for (int i = 0; i < 3; i++) {
                send(rig, client, "BDAT 400\r\n" + "x".repeat(400) + "BD");
                await().until(() -> rig.timers.pending() == 1);
                rig.timers.advance(Duration.ofMinutes(50));
                assertThat(client.line()).startsWith("250 ");
                send(rig, client, "AT 1\r\n");
                await().until(() -> rig.timers.pending() == 1);
                rig.timers.advance(Duration.ofMinutes(50));
                send(rig, client, "x");
                assertThat(client.line()).startsWith("250 ");
            }
        }
    }

    @Test
    void pause_of_a_rule_suspends_them_no_longer_than_it_may() {
        try (Rig rig = new Rig()
                        .idle(Duration.ofMinutes(5))
                        .set("limit.scripted-wait", "1h")
                        .rule("NOOP", "pause 2h then proceed")
                        .start();
                TcpClient client = rig.greeted()) {
            send(rig, client, "NOOP\r\n");
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(Duration.ofMinutes(65));
            assertThat(rig.timers.pending()).isEqualTo(1);
            assertClosedWith(IDLE, rig, client);
        }
    }

    @Test
    void pause_may_last_where_nothing_limits_it() {
        try (Rig rig = new Rig()
                        .idle(Duration.ofMinutes(5))
                        .set("limit.scripted-wait", "0")
                        .rule("NOOP", "pause 20h then proceed")
                        .start();
                TcpClient client = rig.greeted()) {
            send(rig, client, "NOOP\r\n");
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(Duration.ofHours(20));
            assertThat(client.line()).startsWith("250 ");
        }
    }

    @Test
    void no_limit_is_no_limit() {
        try (Rig rig = new Rig().start();
                TcpClient client = rig.greeted()) {
            enterContent(rig, client);
            rig.timers.advance(Duration.ofHours(10));
            send(rig, client, ".\r\nNO");
            assertThat(client.line()).startsWith("250 ");
            rig.timers.advance(Duration.ofHours(10));
            assertThat(client.ask("OP")).startsWith("250 ");
        }
    }
}
