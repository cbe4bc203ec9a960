package org.fakesmtp.rule;

import java.util.Optional;
import org.fakesmtp.answer.Step;
import org.fakesmtp.setting.Durations;

/** Draws the time of a step that takes one of many. */
final class DrawnStep {

    private DrawnStep() {}

    /** Whether there is nothing to draw. */
    static boolean isFixed(Step step) {
        return time(step).map(Durations::isFixed).orElse(true);
    }

    /** The step with the time that a share of 0 to 1 stands for. */
    static Step of(Step step, double share) {
        if (isFixed(step)) {
            return step;
        }
        Optional<Durations> time = time(step).map(times -> Durations.of(times.drawn(share)));
        if (step instanceof Step.Hang) {
            return new Step.Hang(time);
        }
        return step instanceof Step.Stall ? new Step.Stall(time) : new Step.Pause(time.orElseThrow());
    }

    private static Optional<Durations> time(Step step) {
        if (step instanceof Step.Pause pause) {
            return Optional.of(pause.time());
        }
        if (step instanceof Step.Hang hang) {
            return hang.time();
        }
        return step instanceof Step.Stall stall ? stall.time() : Optional.empty();
    }
}
