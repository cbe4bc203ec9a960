package org.fakesmtp.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MomentTest {

    @Test
    void octets_are_counted_from_0() {
        assertThat(new Moment.AfterOctets(0)).hasToString("0B");
        assertThat(new Moment.AfterOctets(2048)).hasToString("2KB");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Moment.AfterOctets(-1))
                .withMessage("octets are counted from 0, not from -1");
    }

    @Test
    void silence_is_more_than_none() {
        assertThat(new Moment.AfterSilence(Duration.ofMillis(1))).hasToString("1ms");
        assertThatIllegalArgumentException().isThrownBy(() -> new Moment.AfterSilence(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Moment.AfterSilence(Duration.ofMillis(-1)));
    }
}
