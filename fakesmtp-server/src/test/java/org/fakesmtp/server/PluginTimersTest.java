package org.fakesmtp.server;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.Schedule;
import org.fakesmtp.server.transport.ManualTimers;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;

/** When the tasks of a plugin run, and what else the hooks give it. */
class PluginTimersTest {

    private final ManualTimers time = new ManualTimers();
    private final PluginTimers timers = new PluginTimers();
    private final Schedule schedule = timers.of("test", new OwnLoader(getClass().getClassLoader()));
    private final List<String> ran = new ArrayList<>();

    @Test
    void time_counts_from_the_start_of_the_server() {
        schedule.after(ofSeconds(2), () -> ran.add("later"));
        schedule.after(ZERO, () -> ran.add("at once"));
        schedule.every(ofSeconds(3), () -> ran.add("again"));
        assertThat(ran).isEmpty();

        timers.begin(time);
        assertThat(ran).containsExactly("at once");
        time.advance(ofSeconds(6));
        assertThat(ran).containsExactly("at once", "later", "again", "again");
    }

    @Test
    void task_that_is_cancelled_does_not_run() {
        Schedule.Task before = schedule.after(ZERO, () -> ran.add("before the start"));
        before.cancel();
        timers.begin(time);
        Schedule.Task after = schedule.every(ofSeconds(1), () -> ran.add("after it"));
        time.advance(ofSeconds(1));
        after.cancel();
        time.advance(ofSeconds(1));

        assertThat(ran).containsExactly("after it");
    }

    @Test
    void task_that_fails_stops_no_other() {
        schedule.after(ZERO, () -> {
            throw new IllegalStateException("wanted");
        });
        schedule.after(ZERO, () -> ran.add("next"));
        timers.begin(time);

        assertThat(ran).containsExactly("next");
    }

    @Test
    void nothing_runs_when_the_server_has_closed() {
        timers.begin(time);
        schedule.after(ofSeconds(1), () -> ran.add("scheduled before"));
        timers.end();
        schedule.after(ofSeconds(1), () -> ran.add("scheduled after"));
        time.advance(ofSeconds(2));

        assertThat(ran).isEmpty();
    }

    @Test
    void times_that_make_no_sense_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> schedule.after(ofSeconds(-1), () -> {}));
        assertThatIllegalArgumentException().isThrownBy(() -> schedule.every(ZERO, () -> {}));
    }

    @Test
    void chance_is_the_same_for_the_same_seed_and_another_for_another() {
        assertThat(chance("7")).isEqualTo(chance("7")).isNotEqualTo(chance("8"));
    }

    @Test
    void server_runs_tasks_on_its_timers_and_plugins_know_its_clock() {
        Plugin plugin = TestServer.plugin(
                "task",
                (own, hooks) -> hooks.schedule()
                        .after(
                                ofSeconds(5),
                                () -> ran.add(hooks.clock().instant().toString())));
        try (FakeSmtpServer server = FakeSmtpServer.builder()
                .set("listen", "127.0.0.1:0")
                .timers(time)
                .clock(() -> Instant.EPOCH)
                .plugin(plugin)
                .build()
                .start()) {
            assertThat(server.port()).isPositive();
            time.advance(ofSeconds(5));
        }
        assertThat(ran).containsExactly("1970-01-01T00:00:00Z");
    }

    private static List<Integer> chance(String seed) {
        List<Integer> drawn = new ArrayList<>();
        Plugin plugin = new Plugin() {
            @Override
            public String name() {
                return "dice";
            }

            @Override
            public void install(Settings settings, Hooks hooks) {
                hooks.random().ints(10, 0, 1000).forEach(drawn::add);
            }
        };
        FakeSmtpServer.builder().set("seed", seed).plugin(plugin).build().close();
        return drawn;
    }
}
