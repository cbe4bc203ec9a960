package org.fakesmtp.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much memory an inbox takes for what waits in it. */
class InboxTest {

    private final Inbox inbox = new Inbox();

    @Test
    void what_waits_when_a_lent_array_is_given_back_takes_no_more_than_its_size() {
        inbox.offer(new byte[65_536], 0, 65_536);
        inbox.from += 60_000;
        inbox.settle();
        assertThat(inbox.capacity()).isEqualTo(inbox.size()).isEqualTo(5_536);
    }

    @Test
    void array_that_has_become_too_large_is_given_up() {
        inbox.offer(new byte[65_536], 0, 65_536);
        inbox.settle();
        for (int left = 65_536; left > 100; left -= 100) {
            inbox.from += 100;
            inbox.settle();
            assertThat(inbox.capacity()).isLessThanOrEqualTo(2 * inbox.size());
        }
    }

    @Test
    void array_that_grows_has_at_most_twice_the_size() {
        for (int i = 0; i < 1000; i++) {
            inbox.offer(new byte[37], 0, 37);
            inbox.settle();
            assertThat(inbox.capacity()).isLessThanOrEqualTo(2 * inbox.size());
        }
        assertThat(inbox.size()).isEqualTo(37_000);
    }

    @Test
    void empty_inbox_takes_nothing() {
        inbox.offer(new byte[10], 0, 10);
        inbox.settle();
        inbox.from += 10;
        inbox.settle();
        assertThat(inbox.capacity()).isZero();
    }

    @Test
    void octets_that_are_taken_out_are_those_that_waited_and_are_gone() {
        inbox.offer(new byte[] {1, 2, 3}, 1, 2);
        inbox.settle();
        inbox.offer(new byte[] {4, 5}, 0, 2);
        inbox.from += 1;
        assertThat(inbox.takeAll()).containsExactly(3, 4, 5);
        assertThat(inbox.isEmpty()).isTrue();
        assertThat(inbox.capacity()).isZero();
    }

    @Test
    void lent_array_stays_as_it_is_where_more_comes_before_it_is_given_back() {
        byte[] lent = {1, 2, 3, 4};
        inbox.offer(lent, 0, 2);
        inbox.offer(new byte[] {5, 6}, 0, 2);
        assertThat(lent).containsExactly(1, 2, 3, 4);
        assertThat(inbox.takeAll()).containsExactly(1, 2, 5, 6);
    }

    @Test
    void more_may_come_at_once_than_twice_what_waits() {
        inbox.offer(new byte[] {1}, 0, 1);
        inbox.settle();
        inbox.offer(new byte[] {2, 3, 4, 5, 6}, 0, 5);
        assertThat(inbox.takeAll()).containsExactly(1, 2, 3, 4, 5, 6);
    }
}
