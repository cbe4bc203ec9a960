package org.fakesmtp.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.answer.Step;
import org.fakesmtp.fact.Fact;
import org.fakesmtp.mail.Exchange;

/**
 * A rule at work: it counts, exactly, however many threads ask it. What it draws is a pure function of the seed, the rule's name, the key and the
 * occurrence, so that the order in which sessions come does not change the draws of another key.
 */
public final class ActiveRule implements Answerer {

    /** How many keys are counted unless told otherwise. */
    public static final int KEYS = 100_000;

    private static final int CHANCE = 1;
    private static final int MIX = 2;
    private static final int PAUSES = 3;

    private final Rule rule;
    private final List<Predicate<Exchange>> conditions;
    private final List<Fact> keys;
    private final Draw draws;
    private volatile Instant started;
    private final boolean timed;
    private final boolean mayBlock;
    private final Object lock = new Object();
    private final Counts counts;
    private long matched;
    private long answered;

    /** A rule of a server that starts now. */
    public ActiveRule(Rule rule, long seed) {
        this(rule, seed, KEYS, Instant.now());
    }

    /**
     * A rule at work.
     *
     * @param keys it counts for so many keys at most; the one longest unused goes
     * @param started when the server was started
     */
    public ActiveRule(Rule rule, long seed, int keys, Instant started) {
        this.started = started;
        this.rule = rule;
        this.conditions = rule.predicates();
        this.keys = rule.keys();
        this.draws = Draw.of(seed, rule.name());
        this.timed = rule.triggers().stream().anyMatch(Trigger.During.class::isInstance);
        this.mayBlock = rule.readsContent();
        this.counts = new Counts(keys);
    }

    /** The server was started at this time: {@code during} counts from here. */
    public void start(Instant time) {
        started = time;
    }

    /** What is counted here. */
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
        Duration sinceStart = timed ? Duration.between(started, exchange.clock().instant()) : Duration.ZERO;
        return occurred(Key.of(keys, exchange), sinceStart);
    }

    /** The same as {@link #ask}. */
    @Override
    public Answer answer(Exchange exchange) {
        return ask(exchange);
    }

    /** A rule that looks at the message's own text reads it from where it lies, which may be a disk. */
    @Override
    public boolean mayBlock() {
        return mayBlock;
    }

    @Override
    public String toString() {
        return "rule " + rule.name();
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

    private Answer occurred(Key key, Duration sinceStart) {
        Draw draw;
        Optional<Answer> answer;
        synchronized (lock) {
            Counts.Count count = counts.of(key);
            long occurrence = count.match();
            matched++;
            draw = draws.at(key.high()).at(occurrence);
            answer = fires(new Trigger.Occurrence(occurrence, draw.at(CHANCE).share(), sinceStart))
                    ? rule.answers().choose(count.answer(), draw.at(MIX).share())
                    : Optional.empty();
            answered += answer.isPresent() ? 1 : 0;
        }
        return answer.map(chosen -> drawn(chosen, draw)).orElse(Answer.proceed());
    }

    private boolean fires(Trigger.Occurrence occurrence) {
        for (Trigger trigger : rule.triggers()) {
            if (!trigger.fires(occurrence)) {
                return false;
            }
        }
        return true;
    }

    /** The answer with its times drawn. */
    private static Answer drawn(Answer answer, Draw draw) {
        if (isFixed(answer)) {
            return answer;
        }
        List<Step> steps = new ArrayList<>();
        for (Step step : answer.steps()) {
            steps.add(DrawnStep.of(step, draw.at(PAUSES + steps.size()).share()));
        }
        return Answer.of(steps);
    }

    private static boolean isFixed(Answer answer) {
        for (Step step : answer.steps()) {
            if (!DrawnStep.isFixed(step)) {
                return false;
            }
        }
        return true;
    }
}
