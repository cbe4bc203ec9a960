package org.fakesmtp.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Exchange;
import org.fakesmtp.api.Step;

/**
 * A rule at work: it counts, exactly, however many threads ask it. What it draws is a pure function of the seed, the rule's name, the key and the
 * occurrence, so that the order in which sessions come does not change the draws of another key.
 */
public final class ActiveRule {

    /** How many keys are counted unless told otherwise. */
    public static final int KEYS = 100_000;

    private static final int CHANCE = 1;
    private static final int MIX = 2;
    private static final int PAUSES = 3;

    private final Rule rule;
    private final List<Predicate<Exchange>> conditions;
    private final List<KeyKind> keys;
    private final Draw draws;
    private final Object lock = new Object();
    private final Counts counts;
    private long matched;
    private long answered;

    public ActiveRule(Rule rule, long seed) {
        this(rule, seed, KEYS);
    }

    /** A rule that counts for so many keys at most; the one longest unused goes. */
    public ActiveRule(Rule rule, long seed, int keys) {
        this.rule = rule;
        this.conditions = rule.predicates();
        this.keys = rule.keys();
        this.draws = Draw.of(seed, rule.name());
        this.counts = new Counts(keys);
    }

    public Rule rule() {
        return rule;
    }

    /**
     * The answer to an occurrence of one of the rule's stages: {@link Answer#proceed()} where the rule does not match or has no answer to give. Counts,
     * so ask once for each occurrence, and only where {@link Rule#isAskedAt} says so.
     */
    public Answer ask(Exchange exchange) {
        for (Predicate<Exchange> condition : conditions) {
            if (!condition.test(exchange)) {
                return Answer.proceed();
            }
        }
        return occurred(Key.of(keys, exchange));
    }

    /** How often the rule matched. */
    public long matched() {
        synchronized (lock) {
            return matched;
        }
    }

    /** How often the rule gave an answer. */
    public long answered() {
        synchronized (lock) {
            return answered;
        }
    }

    /** How many keys were forgotten for want of room; their counts began anew. */
    public long evicted() {
        synchronized (lock) {
            return counts.evicted();
        }
    }

    private Answer occurred(Key key) {
        Draw draw;
        Optional<Answer> answer;
        synchronized (lock) {
            Counts.Count count = counts.of(key);
            long occurrence = count.match();
            matched++;
            draw = draws.at(key.high()).at(occurrence);
            answer = fires(occurrence, draw)
                    ? rule.answers().choose(count.answer(), draw.at(MIX).share())
                    : Optional.empty();
            answered += answer.isPresent() ? 1 : 0;
        }
        return answer.map(chosen -> drawn(chosen, draw)).orElse(Answer.proceed());
    }

    private boolean fires(long occurrence, Draw draw) {
        double share = draw.at(CHANCE).share();
        for (Trigger trigger : rule.triggers()) {
            if (!trigger.fires(occurrence, share)) {
                return false;
            }
        }
        return true;
    }

    /** The answer with the times of its pauses drawn. */
    private static Answer drawn(Answer answer, Draw draw) {
        if (answer.steps().stream().noneMatch(ActiveRule::isRange)) {
            return answer;
        }
        List<Step> steps = new ArrayList<>();
        for (Step step : answer.steps()) {
            double share = draw.at(PAUSES + steps.size()).share();
            steps.add(step instanceof Step.Pause pause ? pause.drawn(share) : step);
        }
        return Answer.of(steps);
    }

    private static boolean isRange(Step step) {
        return step instanceof Step.Pause pause && !pause.shortest().equals(pause.longest());
    }
}
