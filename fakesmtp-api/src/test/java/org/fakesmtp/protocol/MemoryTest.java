package org.fakesmtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private final Memory memory = new Memory(100);
    private final Memory.Holding holding = memory.holding(10);

    @Test
    void what_is_the_holders_own_does_not_count() {
        assertThat(holding.tryHold(10)).isTrue();
        assertThat(memory.taken()).isZero();
        holding.hold(15);
        assertThat(memory.taken()).isEqualTo(5);
    }

    @Test
    void what_is_not_left_cannot_be_taken() {
        assertThat(holding.tryHold(110)).isTrue();
        assertThat(memory.isShort()).isTrue();
        assertThat(holding.tryHold(111)).isFalse();
        assertThat(holding.octets()).isEqualTo(110);
        assertThat(memory.taken()).isEqualTo(100);
    }

    @Test
    void each_still_has_its_own_when_nothing_is_left() {
        holding.hold(1000);
        Memory.Holding other = memory.holding(10);
        assertThat(other.mayGrow()).isTrue();
        assertThat(other.tryHold(10)).isTrue();
        assertThat(other.mayGrow()).isFalse();
    }

    @Test
    void what_is_given_back_is_left_for_others() {
        holding.hold(500);
        assertThat(holding.tryHold(40)).isTrue();
        assertThat(memory.taken()).isEqualTo(30);
        holding.hold(0);
        assertThat(memory.taken()).isZero();
        assertThat(memory.holding(0).tryHold(100)).isTrue();
    }

    @Test
    void no_limit_is_no_limit() {
        Memory.Holding much = Memory.unlimited().holding(0);
        assertThat(much.tryHold(1L << 50)).isTrue();
        assertThat(much.mayGrow()).isTrue();
    }

    @Test
    void many_at_once_never_have_more_than_there_is_and_leave_nothing_behind() {
        long most = IntStream.range(0, 2000)
                .parallel()
                .mapToLong(number -> {
                    Memory.Holding one = memory.holding(0);
                    one.tryHold(30);
                    one.tryHold(60);
                    long seen = one.octets() == 60 ? memory.taken() : 0;
                    one.tryHold(0);
                    return seen;
                })
                .max()
                .orElseThrow();
        assertThat(most).isPositive();
        assertThat(memory.taken()).isZero();
    }
}
