package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.answer.Alteration;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Manner;
import org.fakesmtp.answer.Step;

/** What rules and plugins have ordered so far at a stage: steps, and how the normal work is done where it is. */
final class Decision {

    private final CommandContext context;
    private final List<Step> steps = new ArrayList<>(2);
    private Manner manner;
    private boolean works = true;

    /** @param manner how the work is done unless somebody says otherwise */
    Decision(CommandContext context, Manner manner) {
        this.context = context;
        this.manner = manner;
    }

    /** Adds an answer to those before it. False where it leaves the decision to others: its pauses and modifiers add up. */
    boolean add(Answer answer) {
        boolean decides = !answer.proceeds();
        works = !decides;
        int last = answer.steps().size() - 1;
        for (int i = 0; i <= last; i++) {
            add(answer.steps().get(i), decides || i < last);
        }
        return decides;
    }

    private void add(Step step, boolean played) {
        if (step instanceof Alteration alteration) {
            manner = alteration.alter(manner);
        } else if (step instanceof Step.With with && with.step() instanceof Step.Work work) {
            manner = manner.with(with.modifiers());
            add(work, played);
        } else if (step instanceof Step.Work work) {
            manner = work == Step.Work.ACCEPT ? manner.silently() : manner;
            works = true;
            if (played) {
                steps.add(Step.Work.PROCEED);
            }
        } else {
            steps.add(expanded(step));
        }
    }

    private Step expanded(Step step) {
        if (step instanceof Step.Say say) {
            return new Step.Say(context.expanded(say.reply()));
        }
        if (step instanceof Step.Send send) {
            return new Step.Send(context.expanded(send.text()));
        }
        return step instanceof Step.With with ? new Step.With(expanded(with.step()), with.modifiers()) : step;
    }

    /** The steps that are to be played before anybody else is asked; they are part of it no longer. */
    List<Step> takeSteps() {
        List<Step> taken = List.copyOf(steps);
        steps.clear();
        return taken;
    }

    /** The steps, with those of the normal work in their place, in the manner in which it is done. */
    List<Step> around(Answer work) {
        List<Step> inPlace = new ArrayList<>();
        List<Step> shaped = Dispatch.shaped(work, manner, manner.silent()).steps();
        steps.forEach(step -> inPlace.addAll(step == Step.Work.PROCEED ? shaped : List.of(step)));
        if (works && !steps.contains(Step.Work.PROCEED)) {
            inPlace.addAll(shaped);
        }
        return inPlace;
    }

    boolean hasSteps() {
        return !steps.isEmpty();
    }

    /** Whether the normal work is part of it, or is still to be done. */
    boolean works() {
        return works;
    }

    /** How the normal work is done. */
    Manner manner() {
        return manner;
    }
}
