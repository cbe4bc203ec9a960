package org.fakesmtp.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;

/**
 * A rule without its answer yet. Immutable: each method returns another draft, and every method but {@link #on} adds to what is there. Errors are
 * {@link IllegalArgumentException}s with a text for the user.
 *
 * <pre>{@code
 * RuleDraft draft = Rule.named("busy.some").on(Stage.DATA).when("client", "192.0.2.0/24").chance(0.3);
 * hooks.rule(draft.answer(Answer.reply(421, "4.3.2", "Busy")));
 * }</pre>
 */
public final class RuleDraft {

    private final String name;
    private final List<Stage> stages;
    private final Optional<Moment> at;
    private final List<Condition> conditions;
    private final List<Trigger> triggers;
    private final List<String> per;
    private final Consumer<Rule> taker;
    private final Runnable refusal;

    private RuleDraft(
            String name,
            List<Stage> stages,
            Optional<Moment> at,
            List<Condition> conditions,
            List<Trigger> triggers,
            List<String> per,
            Consumer<Rule> taker,
            Runnable refusal) {
        this.name = name;
        this.stages = stages;
        this.at = at;
        this.conditions = conditions;
        this.triggers = triggers;
        this.per = per;
        this.taker = taker;
        this.refusal = refusal;
    }

    static RuleDraft named(String name) {
        return new RuleDraft(name, List.of(), Optional.empty(), List.of(), List.of(), List.of(), rule -> {}, () -> {});
    }

    /** This draft of a rule that is handed on as soon as it has its answer. */
    public RuleDraft handedTo(Consumer<Rule> next) {
        return handedTo(next, () -> {});
    }

    /** The same; where a method of the draft throws, since it is given what makes no sense, {@code refused} is told first. */
    public RuleDraft handedTo(Consumer<Rule> next, Runnable refused) {
        return new RuleDraft(name, stages, at, conditions, triggers, per, next, refused);
    }

    /** Asked at these stages, and no others; {@link Stage#ANY} is {@code *}. */
    public RuleDraft on(Stage... named) {
        return new RuleDraft(name, List.of(named), at, conditions, triggers, per, taker, refusal);
    }

    /** At CONTENT: as soon as more than so many octets of the content have come. */
    public RuleDraft at(long octets) {
        return at(() -> new Moment.AfterOctets(octets));
    }

    /** At IDLE: when the client has been silent for so long. */
    public RuleDraft at(Duration silence) {
        return at(() -> new Moment.AfterSilence(silence));
    }

    private RuleDraft at(Supplier<Moment> moment) {
        Optional<Moment> some = Optional.of(made(moment));
        return new RuleDraft(name, stages, some, conditions, triggers, per, taker, refusal);
    }

    /** Only where a condition holds, such as {@code when("recipient", "*@nowhere.test")}. */
    public RuleDraft when(String about, String text) {
        Condition condition = made(() -> new Condition(about, text));
        return new RuleDraft(name, stages, at, plus(conditions, condition), triggers, per, taker, refusal);
    }

    /** Only the first occurrences. */
    public RuleDraft first(long count) {
        return triggeredBy(made(() -> new Trigger.First(count)));
    }

    /** Only after so many occurrences. */
    public RuleDraft after(long count) {
        return triggeredBy(made(() -> new Trigger.After(count)));
    }

    /** Only each second, third, ... occurrence. */
    public RuleDraft every(long count) {
        return triggeredBy(made(() -> new Trigger.Every(count)));
    }

    /** Only a share of the occurrences, 0 to 1. */
    public RuleDraft chance(double probability) {
        return triggeredBy(made(() -> new Trigger.Chance(probability)));
    }

    /** Only within a span of time after the start of the server. */
    public RuleDraft during(Duration from, Duration to) {
        return triggeredBy(made(() -> new Trigger.During(from, to)));
    }

    /** Only the occurrences on which this trigger fires. */
    public RuleDraft triggeredBy(Trigger trigger) {
        return new RuleDraft(name, stages, at, conditions, plus(triggers, trigger), per, taker, refusal);
    }

    /** Counted for each value of these apart: {@code session client listener helo user sender recipient}, or {@code header.x-campaign}. */
    public RuleDraft per(String... words) {
        List<String> all = new ArrayList<>(per);
        all.addAll(List.of(words));
        return new RuleDraft(name, stages, at, conditions, triggers, List.copyOf(all), taker, refusal);
    }

    /** The rule that gives this answer each time. */
    public Rule answer(Answer answer) {
        return answer(Answers.always(answer));
    }

    /** The rule with these answers. */
    public Rule answer(Answers answers) {
        Rule rule = made(() -> new Rule(name, new Stages(stages), at, conditions, triggers, per, answers));
        taker.accept(rule);
        return rule;
    }

    private <T> T made(Supplier<T> part) {
        try {
            return part.get();
        } catch (RuntimeException e) {
            refusal.run();
            throw e;
        }
    }

    private static <T> List<T> plus(List<T> items, T item) {
        List<T> more = new ArrayList<>(items);
        more.add(item);
        return List.copyOf(more);
    }
}
