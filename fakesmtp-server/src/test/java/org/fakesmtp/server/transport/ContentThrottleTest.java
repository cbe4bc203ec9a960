package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fakesmtp.setting.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentThrottleTest {

    private static final long PLENTY = 1_000_000;

    private final ManualTimers timers = new ManualTimers();
    private final ContentThrottle throttle = new ContentThrottle(timers, Runnable::run);

    private void order(long rate) {
        throttle.took(1);
        throttle.order(new Rate(rate));
    }

    private int take(long waiting) {
        int octets = throttle.allowed(waiting);
        throttle.took(octets);
        return octets;
    }

    @Test
    void content_is_taken_at_once_unless_it_is_ordered_otherwise() {
        assertThat(throttle.allowed(PLENTY)).isEqualTo(Integer.MAX_VALUE);
        order(100);
        assertThat(throttle.allowed(PLENTY)).isZero();
        throttle.ended();
        assertThat(throttle.allowed(PLENTY)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void time_counts_from_the_octet_on_and_not_from_the_order() {
        throttle.took(1);
        timers.advance(Duration.ofMillis(300));
        throttle.order(new Rate(1000));
        timers.advance(Duration.ofMillis(700));
        assertThat(take(PLENTY)).isEqualTo(999);
    }

    @Test
    void timers_that_are_late_do_not_add_up() {
        order(1000);
        int taken = 1;
        for (int i = 0; i < 100; i++) {
            timers.advance(Duration.ofMillis(137));
            taken += take(PLENTY);
        }
        assertThat(taken).isEqualTo(13_700);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7, 1000, 1024, 999_983, 1L << 30, Long.MAX_VALUE})
    void portion_is_there_when_it_was_said_to_be(long rate) {
        order(rate);
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.allowed(PLENTY)).isZero();
            throttle.waitForPortion();
            while (timers.pending() > 0) {
                timers.advance(Duration.ofMillis(1));
            }
            assertThat(take(PLENTY)).isPositive();
        }
    }

    @Test
    void client_that_was_away_for_long_catches_up_with_a_second() {
        order(1000);
        timers.advance(Duration.ofSeconds(30));
        assertThat(take(PLENTY)).isEqualTo(1000);
        assertThat(take(PLENTY)).isZero();
    }

    @Test
    void time_that_the_server_has_made_the_client_wait_is_not_made_up_for() {
        order(1000);
        timers.advance(Duration.ofSeconds(30));
        throttle.waited();
        assertThat(take(PLENTY)).isZero();
        timers.advance(Duration.ofMillis(500));
        assertThat(take(PLENTY)).isEqualTo(500);
    }

    @Test
    void last_octets_are_not_waited_for_longer_than_they_take() {
        order(1_000_000);
        throttle.allowed(3);
        throttle.waitForPortion();
        timers.advance(Duration.ofMillis(1));
        assertThat(throttle.allowed(3)).isGreaterThanOrEqualTo(3);
    }
}
