package org.fakesmtp.rule;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.fakesmtp.rule.Trigger.Occurrence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where each trigger begins and ends. */
class TriggerTest {

    private static Occurrence at(Duration sinceStart) {
        return new Occurrence(1, 0, sinceStart);
    }

    private static Occurrence drawn(double share) {
        return new Occurrence(1, share, ZERO);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void counts_begin_with_one(long count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trigger.First(count))
                .withMessage("'first' counts from 1, not from " + count);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trigger.After(count))
                .withMessage("'after' counts from 1, not from " + count);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trigger.Every(count))
                .withMessage("'every' counts from 1, not from " + count);
    }

    @Test
    void span_has_its_beginning_and_not_its_end() {
        Trigger span = new Trigger.During(ofSeconds(30), ofSeconds(90));

        assertThat(span.fires(at(ofMillis(29_999)))).isFalse();
        assertThat(span.fires(at(ofSeconds(30)))).isTrue();
        assertThat(span.fires(at(ofMillis(89_999)))).isTrue();
        assertThat(span.fires(at(ofSeconds(90)))).isFalse();
    }

    @Test
    void span_may_begin_with_the_server_and_has_to_last() {
        assertThat(new Trigger.During(ZERO, ofMillis(1)).fires(at(ZERO))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new Trigger.During(ofSeconds(1), ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Trigger.During(ofSeconds(-1), ofSeconds(1)));
    }

    @Test
    void chance_is_what_is_drawn_below_it() {
        Trigger chance = new Trigger.Chance(0.5);

        assertThat(chance.fires(drawn(0.4999))).isTrue();
        assertThat(chance.fires(drawn(0.5))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void chance_is_no_more_than_the_whole_and_no_less_than_nothing(double probability) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Trigger.Chance(probability));
    }
}
