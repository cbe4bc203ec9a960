package org.fakesmtp.protocol;

import java.util.List;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Step;

/** Sees to it that a reply 421 closes the connection (RFC 5321, section 3.8), unless it was ordered otherwise. */
final class Closing {

    private static final int NOT_AVAILABLE = 421;

    private Closing() {}

    /** An answer in which 421 stands, with the close after it. What follows the reply is played only where it says what becomes of the connection. */
    static Answer after421(Answer answer) {
        List<Step> steps = answer.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (isNotAvailable(steps.get(i))) {
                List<Step> after = steps.subList(i + 1, steps.size());
                return after.stream().anyMatch(Closing::decidesTheEnd)
                        ? answer
                        : Answer.of(steps.subList(0, i + 1)).then(Answer.close());
            }
        }
        return answer;
    }

    /** An answer after which the dialogue cannot go on: it ends in a close, unless it says what else becomes of the connection. */
    static Answer atLast(Answer answer) {
        return answer.steps().stream().anyMatch(Closing::decidesTheEnd) ? answer : answer.then(Answer.close());
    }

    private static boolean isNotAvailable(Step step) {
        return step.plain() instanceof Step.Say say && say.reply().code() == NOT_AVAILABLE;
    }

    /** Whether a step that follows says what becomes of the connection. */
    private static boolean decidesTheEnd(Step step) {
        return step instanceof Step.End
                || step instanceof Step.KeepOpen
                || step instanceof Step.HalfClose
                || step instanceof Step.Hang
                || step instanceof Step.Stall;
    }
}
