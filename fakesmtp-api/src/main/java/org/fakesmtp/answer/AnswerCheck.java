package org.fakesmtp.answer;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fakesmtp.fact.Placeholders;
import org.fakesmtp.mail.Stage;

/** Looks whether the steps of an answer make sense together, and at their stages. */
final class AnswerCheck {

    private AnswerCheck() {}

    /** Refuses what cannot be played, and placeholders that no one knows. */
    static void check(Answer answer) {
        List<Step> steps = answer.steps();
        if (steps.size() == 1 && steps.get(0) instanceof Step.Say say) {
            say.reply().lines().forEach(Placeholders::check);
            return;
        }
        checkNothingFollows(steps, AnswerCheck::isLast);
        checkNothingFollows(steps, step -> step.plain() == Step.Work.ALLOW);
        if (steps.stream().filter(AnswerCheck::isWork).count() > 1) {
            throw new IllegalArgumentException(
                    "the normal work is done once, yet 'proceed', 'allow' or 'accept' stands twice");
        }
        checkAlterations(steps);
        checkKeepOpen(steps);
        replies(answer).flatMap(reply -> reply.lines().stream()).forEach(Placeholders::check);
        steps.stream()
                .map(Step::plain)
                .filter(Step.Send.class::isInstance)
                .forEach(step -> Placeholders.check(((Step.Send) step).text()));
    }

    /** Refuses what makes no sense at one of the stages besides. */
    static void check(Answer answer, Collection<Stage> stages) {
        check(answer);
        answer.steps().forEach(step -> Placement.check(step, stages));
    }

    /** Whether all of an answer makes sense at a stage. */
    static boolean fits(Answer answer, Stage stage) {
        return answer.steps().stream().allMatch(step -> Placement.allows(step, stage));
    }

    private static void checkNothingFollows(List<Step> steps, Predicate<Step> last) {
        for (int i = 0; i < steps.size() - 1; i++) {
            if (last.test(steps.get(i))) {
                throw new IllegalArgumentException(
                        "nothing can follow '" + steps.get(i) + "', found '" + steps.get(i + 1) + "'");
            }
        }
    }

    /** Whether the connection or the session ends with a step. */
    private static boolean isLast(Step step) {
        return step instanceof Step.End
                || (step instanceof Step.Hang hang && hang.time().isEmpty())
                || (step instanceof Step.Stall stall && stall.time().isEmpty());
    }

    private static void checkAlterations(List<Step> steps) {
        boolean worked = false;
        for (Step step : steps) {
            if (step instanceof Alteration && worked) {
                throw new IllegalArgumentException("'" + step + "' stands before 'proceed', which it alters");
            }
            worked |= isWork(step);
        }
        boolean alters = steps.stream().anyMatch(Alteration.class::isInstance);
        if (alters && !worked) {
            throw new IllegalArgumentException("'"
                    + steps.stream()
                            .filter(Alteration.class::isInstance)
                            .findFirst()
                            .orElseThrow() + "' alters the normal work, add 'then proceed'");
        }
    }

    private static void checkKeepOpen(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            boolean after421 = i > 0
                    && steps.get(i - 1).plain() instanceof Step.Say say
                    && say.reply().code() == 421;
            if (steps.get(i) instanceof Step.KeepOpen && !after421) {
                throw new IllegalArgumentException("'keep-open' stands after a reply 421, which closes otherwise");
            }
        }
    }

    /** What can be played and is hardly meant. */
    static List<String> warnings(Answer answer, Collection<Stage> stages) {
        boolean works = false;
        boolean pauses = !answer.steps().isEmpty();
        for (Step step : answer.steps()) {
            works |= isWork(step);
            pauses &= step instanceof Step.Pause;
        }
        if (pauses && hasReply(stages)) {
            return List.of("'" + answer + "' ends in a pause, the client gets no reply");
        }
        return works
                ? List.of()
                : replies(answer)
                        .filter(reply -> !reply.isNegative())
                        .map(reply -> "'reply " + reply + "' says that all is well, yet the normal work is not done")
                        .toList();
    }

    private static boolean hasReply(Collection<Stage> stages) {
        return !stages.contains(Stage.CONTENT) && !stages.contains(Stage.IDLE);
    }

    private static Stream<Reply> replies(Answer answer) {
        return answer.steps().stream()
                .map(Step::plain)
                .filter(Step.Say.class::isInstance)
                .map(step -> ((Step.Say) step).reply());
    }

    private static boolean isWork(Step step) {
        return step.plain() instanceof Step.Work;
    }
}
