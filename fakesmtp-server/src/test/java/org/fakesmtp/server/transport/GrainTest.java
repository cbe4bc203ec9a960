package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrainTest {

    private final Grain grain = new Grain();

    @Test
    void octets_in_the_clear_are_no_tiny_records() {
        assertThat(grain.isTiny(0, 0)).isFalse();
        assertThat(grain.isTiny(2048, 2048)).isFalse();
    }

    @Test
    void octets_that_are_a_record_each_are_tiny_records() {
        grain.isTiny(2300, 100);

        assertThat(grain.isTiny(2 * 2300, 2 * 100)).isTrue();
    }

    @Test
    void large_record_of_which_nothing_has_come_yet_is_not_tiny() {
        assertThat(grain.isTiny(8192, 0)).isFalse();
        assertThat(grain.isTiny(16_384, 0)).isFalse();
        assertThat(grain.isTiny(16_406, 16_384)).isFalse();
    }

    @Test
    void records_without_content_are_tiny() {
        assertThat(grain.isTiny(20_000, 0)).isTrue();
        assertThat(grain.isTiny(20_500, 0)).isTrue();
    }

    @Test
    void client_is_judged_by_what_it_sent_last() {
        grain.isTiny(2300, 100);

        assertThat(grain.isTiny(2300 + 8192, 100 + 8100)).isFalse();
        assertThat(grain.isTiny(2300 + 8192 + 230, 100 + 8100 + 10)).isTrue();
    }
}
