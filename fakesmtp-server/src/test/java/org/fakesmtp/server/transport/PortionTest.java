package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortionTest {

    private final Portion portion = new Portion();
    private long read;
    private long received;

    /** So much is read, so much of it comes to the session; what is to be read next. */
    private int next(int octets, int content) {
        read += octets;
        received += content;
        return portion.next(read, received);
    }

    private int next(int octets) {
        return next(octets, octets);
    }

    @BeforeEach
    void begins_with_little() {
        assertThat(next(0)).isEqualTo(2048);
    }

    @Test
    void grows_as_long_as_it_is_filled() {
        assertThat(next(2048)).isEqualTo(4096);
        assertThat(next(4096)).isEqualTo(8192);
        assertThat(next(8191)).isEqualTo(8192);
    }

    @Test
    void does_not_grow_beyond_64_KiB() {
        int size = 2048;
        while (size < 65_536) {
            size = next(size);
        }

        assertThat(next(65_536)).isEqualTo(65_536);
    }

    @Test
    void shrinks_where_less_than_half_has_come() {
        next(2048);
        next(4096);

        assertThat(next(4096)).isEqualTo(8192);
        assertThat(next(4095)).isEqualTo(4096);
        assertThat(next(10)).isEqualTo(2048);
        assertThat(next(10)).isEqualTo(2048);
    }

    @Test
    void octets_that_are_a_record_each_are_read_in_thin_portions() {
        assertThat(next(2300, 100)).isEqualTo(512);
        assertThat(next(512, 22)).isEqualTo(512);
    }

    @Test
    void large_record_of_which_nothing_has_come_yet_is_not_tiny() {
        assertThat(next(8192, 0)).isGreaterThan(512);
        assertThat(next(8192, 0)).isGreaterThan(512);
        assertThat(next(22, 16_384)).isGreaterThan(512);
    }

    @Test
    void records_without_content_are_read_in_thin_portions() {
        assertThat(next(20_000, 0)).isEqualTo(512);
        assertThat(next(500, 0)).isEqualTo(512);
    }

    @Test
    void client_is_judged_by_what_it_sent_last() {
        next(2300, 100);

        assertThat(next(8192, 8100)).isGreaterThan(512);
        assertThat(next(230, 10)).isEqualTo(512);
    }
}
