package org.fakesmtp.rule;

import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Stage;

/**
 * A rule without its answer yet. Immutable: each method returns another draft, and every method but {@link #on} adds to what is there. Errors are
 * {@link IllegalArgumentException}s with a text for the user.
 */
public final class RuleDraft {

    private final String name;
    private final List<Stage> stages;
    private final List<Condition> conditions;
    private final List<Trigger> triggers;
    private final List<String> per;

    private RuleDraft(
            String name, List<Stage> stages, List<Condition> conditions, List<Trigger> triggers, List<String> per) {
        this.name = name;
        this.stages = stages;
        this.conditions = conditions;
        this.triggers = triggers;
        this.per = per;
    }

    static RuleDraft named(String name) {
        return new RuleDraft(name, List.of(), List.of(), List.of(), List.of());
    }

    /** Asked at these stages, and no others; {@link Stage#ANY} is {@code *}. */
    public RuleDraft on(Stage... named) {
        return new RuleDraft(name, List.of(named), conditions, triggers, per);
    }

    /** Only where a condition holds, such as {@code when("recipient", "*@nowhere.test")}. */
    public RuleDraft when(String about, String text) {
        return new RuleDraft(name, stages, plus(conditions, new Condition(about, text)), triggers, per);
    }

    /** Only the first occurrences. */
    public RuleDraft first(long count) {
        return triggeredBy(new Trigger.First(count));
    }

    /** Only after so many occurrences. */
    public RuleDraft after(long count) {
        return triggeredBy(new Trigger.After(count));
    }

    /** Only each second, third, ... occurrence. */
    public RuleDraft every(long count) {
        return triggeredBy(new Trigger.Every(count));
    }

    /** Only a share of the occurrences, 0 to 1. */
    public RuleDraft chance(double probability) {
        return triggeredBy(new Trigger.Chance(probability));
    }

    public RuleDraft triggeredBy(Trigger trigger) {
        return new RuleDraft(name, stages, conditions, plus(triggers, trigger), per);
    }

    /** Counted for each value of these apart: {@code session client listener helo sender recipient}. */
    public RuleDraft per(String... words) {
        List<String> all = new ArrayList<>(per);
        all.addAll(List.of(words));
        return new RuleDraft(name, stages, conditions, triggers, List.copyOf(all));
    }

    /** The rule that gives this answer each time. */
    public Rule answer(Answer answer) {
        return answer(Answers.always(answer));
    }

    /** The rule with these answers. */
    public Rule answer(Answers answers) {
        return new Rule(name, new Stages(stages), conditions, triggers, per, answers);
    }

    private static <T> List<T> plus(List<T> items, T item) {
        List<T> more = new ArrayList<>(items);
        more.add(item);
        return List.copyOf(more);
    }
}
