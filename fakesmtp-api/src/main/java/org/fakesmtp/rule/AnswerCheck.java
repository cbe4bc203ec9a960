package org.fakesmtp.rule;

import java.util.List;
import java.util.stream.Stream;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.Step;

/** Looks whether the steps of an answer make sense together. */
final class AnswerCheck {

    private AnswerCheck() {}

    /** Refuses what cannot be played, and placeholders that no one knows. */
    static void check(Answer answer) {
        List<Step> steps = answer.steps();
        int close = steps.indexOf(new Step.Close());
        if (close >= 0 && close < steps.size() - 1) {
            throw new IllegalArgumentException("nothing can follow 'close', found '" + steps.get(close + 1) + "'");
        }
        if (steps.stream().filter(Step.Proceed.class::isInstance).count() > 1) {
            throw new IllegalArgumentException("'proceed' stands twice, the normal work is done once");
        }
        replies(answer).flatMap(reply -> reply.lines().stream()).forEach(Placeholders::check);
    }

    /** What can be played and is hardly meant. */
    static Stream<String> warnings(Answer answer) {
        Stream<String> positive = replies(answer)
                .filter(reply -> !reply.isNegative())
                .map(reply -> "'reply " + reply + "' says that all is well, yet the normal work is not done");
        List<Step> steps = answer.steps();
        boolean silent = !steps.isEmpty() && steps.get(steps.size() - 1) instanceof Step.Pause;
        return silent
                ? Stream.concat(positive, Stream.of("'" + answer + "' ends in a pause, the client gets no reply"))
                : positive;
    }

    private static Stream<Reply> replies(Answer answer) {
        return answer.steps().stream().filter(Step.Say.class::isInstance).map(step -> ((Step.Say) step).reply());
    }
}
