package org.fakesmtp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedStateTest {

    private Instant now = Instant.EPOCH;

    @Test
    void each_key_has_its_value() {
        KeyedState<Integer> state = KeyedState.of(10);
        state.update("a", before -> before.orElse(0) + 1);
        state.update("a", before -> before.orElse(0) + 1);
        state.put("b", 7);
        state.put("c", 9);
        state.remove("c");

        assertThat(state.get("a")).contains(2);
        assertThat(state.get("b")).contains(7);
        assertThat(state.get("c")).isEmpty();
    }

    @Test
    void key_longest_unused_goes_when_there_is_no_room() {
        KeyedState<String> state = KeyedState.of(2);
        state.put("a", "1");
        state.put("b", "2");
        state.get("a");
        state.put("c", "3");

        assertThat(state.get("a")).contains("1");
        assertThat(state.get("b")).isEmpty();
        assertThat(state.evicted()).isEqualTo(1);
    }

    @Test
    void value_is_gone_when_it_was_not_changed_for_its_lifetime() {
        KeyedState<String> state = KeyedState.lasting(10, Duration.ofMinutes(1), () -> now);
        state.put("a", "1");
        now = now.plusSeconds(59);
        assertThat(state.get("a")).contains("1");
        now = now.plusSeconds(1);

        assertThat(state.get("a")).isEmpty();
        assertThat(state.update("a", before -> before.isEmpty() ? "fresh" : "old"))
                .isEqualTo("fresh");
    }

    @Test
    void changes_of_many_threads_are_all_there() {
        KeyedState<Integer> state = KeyedState.of(10);

        IntStream.range(0, 10_000).parallel().forEach(i -> state.update("a", before -> before.orElse(0) + 1));

        assertThat(state.get("a")).isEqualTo(Optional.of(10_000));
    }

    @Test
    void bounds_that_make_no_sense_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyedState.of(0)).withMessageContaining("1 key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyedState.lasting(1, Duration.ZERO, () -> now))
                .withMessageContaining("PT0S");
    }

    @Test
    void long_keys_are_told_apart() {
        KeyedState<Integer> state = KeyedState.of(10);
        String key = "x".repeat(10_000);
        state.put(key + "a", 1);
        state.put(key + "b", 2);

        assertThat(state.get(key + "a")).contains(1);
        assertThat(state.get(key + "b")).contains(2);
        state.remove(key + "a");
        assertThat(state.get(key + "a")).isEmpty();
    }

    @Test
    void long_key_is_not_kept_itself() {
        KeyedState<Integer> state = KeyedState.of(10);
        WeakReference<String> key = new WeakReference<>("x".repeat(10_000));
        state.put(String.valueOf(key.get()), 1);

        System.gc();
        assertThat(key.get()).isNull();
        assertThat(state.get("x".repeat(10_000))).contains(1);
    }
}
