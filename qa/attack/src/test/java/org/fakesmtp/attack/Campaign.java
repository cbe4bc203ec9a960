package org.fakesmtp.attack;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Attacks on one server, one after the other.
 *
 * @param title says what the server may use
 * @param heap what the option -Xmx says
 * @param descriptors how many the server may have; 0: as many as the system gives
 * @param settings over the defaults
 */
record Campaign(String title, String heap, int descriptors, List<String> settings, List<Attack> attacks) {

    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private static final Duration SERVED = Duration.ofSeconds(1);

    /** So many KB the heap may grow by, lazily made things such as classes among them. */
    private static final long GROWTH = 6 * 1024;

    private static final int WARM_UP = 50;

    /** Plays those attacks whose name contains a word. */
    List<Result> play(Path folder, String word) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        List<Attack> chosen = new ArrayList<>(attacks);
        chosen.removeIf(attack -> !attack.name().contains(word));
        if (chosen.isEmpty()) {
            return results;
        }
        try (Target target = Target.start(folder, heap, descriptors, settings)) {
            warmUp(target);
            Vitals quiet = target.vitals();
            for (Attack attack : chosen) {
                Result result = play(attack, target, quiet);
                System.out.print(result.row());
                results.add(result);
            }
        }
        return results;
    }

    /** What a server has once it has worked is no loss. */
    private static void warmUp(Target target) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            target.probe();
        }
        for (Stage stage : Stage.values()) {
            stage.reach(target).close();
        }
        Vitals.heap(target.pid());
        target.slowestProbe();
    }

    private static Result play(Attack attack, Target target, Vitals quiet) throws IOException, InterruptedException {
        Vitals.forgetPeak(target.pid());
        target.takeStored();
        long heapBefore = Vitals.heap(target.pid());
        Vitals before = target.vitals();
        int failures = target.failures().size();
        long begun = System.nanoTime();
        List<String> wrong = new ArrayList<>();
        try {
            attack.assault().on(target);
            target.probe();
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            wrong.add(inTable(e.toString().lines().findFirst().orElseThrow()));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Vitals after = settle(target, quiet);
        long heapAfter = Vitals.heap(target.pid());
        Duration probe = target.slowestProbe();
        judge(wrong, probe.compareTo(SERVED) < 0, "a fresh client waits");
        judge(wrong, after.threads() <= quiet.threads(), "threads are left");
        judge(wrong, after.descriptors() <= quiet.descriptors(), "descriptors are left");
        judge(wrong, heapAfter - heapBefore <= GROWTH, "memory is left");
        target.failures().stream()
                .skip(failures)
                .limit(1)
                .map(Campaign::inTable)
                .forEach(wrong::add);
        String verdict = wrong.isEmpty() ? "held" : String.join("; ", wrong);
        return new Result(attack.name(), took, before, after, heapBefore, heapAfter, probe, verdict);
    }

    @Override
    public String toString() {
        return title;
    }

    private static String inTable(String text) {
        return text.replace('|', '/');
    }

    private static void judge(List<String> wrong, boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }

    /** Waits until the server has no more than it had when it was quiet. */
    private static Vitals settle(Target target, Vitals quiet) throws IOException {
        try {
            await().atMost(RECOVERY).until(() -> {
                Vitals now = target.vitals();
                return now.threads() <= quiet.threads() && now.descriptors() <= quiet.descriptors();
            });
        } catch (ConditionTimeoutException e) {
            // the verdict will say so
        }
        return target.vitals();
    }
}
