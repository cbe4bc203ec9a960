package org.fakesmtp.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.fakesmtp.fact.Fact;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Stage;

/**
 * On a stage, when conditions hold, on some occurrences, give an answer. Pure data: what is counted lives in {@link ActiveRule}.
 *
 * <pre>{@code
 * hooks.rule(Rule.named("busy.first-try")
 *         .on(Stage.RCPT)
 *         .when("recipient", "*@example.net")
 *         .first(1)
 *         .per("client", "sender")
 *         .answer(Answer.reply(451, "4.7.1", "Come back later")));
 * }</pre>
 *
 * @param name {@code reject.no-such-user}: segments of small letters, digits and {@code -}, with dots between them
 * @param stages where it is asked
 * @param at when within its stage, at CONTENT and IDLE
 * @param conditions all must hold; none: always
 * @param triggers all must fire; none: each time
 * @param per what the counting is by, of {@code session client listener helo user sender recipient}, or {@code header.x-campaign}; none: the whole server
 * @param answers what it answers
 */
public record Rule(
        String name,
        Stages stages,
        Optional<Moment> at,
        List<Condition> conditions,
        List<Trigger> triggers,
        List<String> per,
        Answers answers) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)*");

    /**
     * Keeps copies of the lists.
     *
     * @throws IllegalArgumentException where the name is none, a condition or a key cannot be known at one of the stages, a moment is missing or none of the stages has it, or
     *     an answer makes no sense there; the message is for the user
     */
    public Rule {
        conditions = List.copyOf(conditions);
        triggers = List.copyOf(triggers);
        per = List.copyOf(per);
        if (!isName(name)) {
            throw new IllegalArgumentException("a rule is named by small letters, digits and '-', not '" + name + "'");
        }
        for (Condition condition : conditions) {
            stages.check("rule " + name + ": " + condition.about(), condition.known());
        }
        for (String word : per) {
            stages.check("rule " + name + ": " + word, Fact.key(word).known());
        }
        stages.check(at);
        answers.all().forEach(answer -> answer.check(stages.named()));
    }

    /** Begins a rule; {@link RuleDraft#answer} completes it. */
    public static RuleDraft named(String name) {
        return RuleDraft.named(name);
    }

    /** Whether the rule is asked at a stage. With {@code *} it is asked at the commands where all that it looks at can be known, and where each of its answers makes sense. */
    public boolean isAskedAt(Stage stage) {
        return stages.include(stage) && (stages.named().contains(stage) || makesSenseAt(stage));
    }

    /** What is checked for the stages that are named when the rule is made, for one of those that {@code *} stands for. */
    private boolean makesSenseAt(Stage stage) {
        return answers.all().allMatch(answer -> answer.fits(stage))
                && conditions.stream().allMatch(condition -> condition.known().at(stage))
                && keys().stream().allMatch(key -> key.known().at(stage));
    }

    /** Whether a condition or a key looks at the message's own text, which may lie on a disk. */
    public boolean readsContent() {
        return conditions.stream().anyMatch(Condition::readsContent)
                || keys().stream().anyMatch(Fact::readsContent);
    }

    /** What is allowed and yet hardly meant, in words for the user. */
    public List<String> warnings() {
        return answers.all()
                .flatMap(answer -> answer.warnings(stages.named()).stream())
                .distinct()
                .toList();
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    List<Fact> keys() {
        return per.stream().map(Fact::key).toList();
    }

    List<Predicate<Exchange>> predicates() {
        return conditions.stream().map(Condition::compiled).toList();
    }
}
