package org.fakesmtp.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fakesmtp.fact.Fact;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.Settings;
import org.fakesmtp.setting.Values;

/**
 * Whom something concerns, and by what it is counted: {@code when.recipient = *@x.test} and {@code per = client}, for a plugin with memory of its own at one stage.
 *
 * <pre>{@code
 * Scope scope = Scope.read(settings, Stage.RCPT, "client, sender");
 * KeyedState<Boolean> seen = KeyedState.of(10_000);
 * hooks.answer(Stage.RCPT, exchange -> scope.key(exchange)
 *         .filter(key -> seen.get(key).isEmpty())
 *         .map(key -> {
 *             seen.put(key, true);
 *             return Answer.reply(451, "4.7.1", "Come back later");
 *         })
 *         .orElse(Answer.proceed()));
 * }</pre>
 */
public final class Scope {

    private static final String WHEN = "when.";

    private final List<Predicate<Exchange>> conditions;
    private final List<Fact> keys;
    private final boolean readsContent;

    private Scope(List<Condition> conditions, List<Fact> keys) {
        this.conditions = conditions.stream().map(Condition::compiled).toList();
        this.keys = List.copyOf(keys);
        this.readsContent = conditions.stream().anyMatch(Condition::readsContent)
                || keys.stream().anyMatch(Fact::readsContent);
    }

    /**
     * Reads the conditions {@code when.X} and the keys {@code per}, which are these unless others are set.
     *
     * @throws org.fakesmtp.setting.SettingException where one is wrong, or cannot be known at the stage
     */
    public static Scope read(Settings settings, Stage stage, String per) {
        Stages stages = new Stages(List.of(stage));
        List<Fact> keys = settings.value("per", text -> keys(text, stages)).orElseGet(() -> keys(per, stages));
        return new Scope(conditions(settings, stages), keys);
    }

    private static List<Condition> conditions(Settings settings, Stages stages) {
        List<Condition> conditions = new ArrayList<>();
        Fact.conditions().forEach(about -> settings.get(WHEN + about)); // a misspelt key is near to one of them
        for (Setting setting : settings.entries()) {
            int begin = setting.key().lastIndexOf('.' + WHEN) + 1;
            if (begin > 0) {
                String about = setting.key().substring(begin + WHEN.length());
                settings.value(WHEN + about, text -> condition(about, text, stages))
                        .ifPresent(conditions::add);
            }
        }
        return conditions;
    }

    /** Reads the conditions only: whoever they hold for has the same key. */
    public static Scope read(Settings settings, Stage stage) {
        return new Scope(conditions(settings, new Stages(List.of(stage))), List.of());
    }

    /** The key that an exchange is counted by, the same for all where there is no {@code per}; empty where a condition does not hold. */
    public Optional<String> key(Exchange exchange) {
        for (Predicate<Exchange> condition : conditions) {
            if (!condition.test(exchange)) {
                return Optional.empty();
            }
        }
        return Optional.of(keys.stream()
                .map(fact -> fact.counted(exchange).collect(Collectors.joining(",")))
                .collect(Collectors.joining(" ")));
    }

    /** Whether a condition or a key looks at the message's own text, which may lie on a disk. */
    public boolean readsContent() {
        return readsContent;
    }

    private static Condition condition(String about, String text, Stages stages) {
        Condition condition = new Condition(about, text);
        stages.check(about, condition.known());
        return condition;
    }

    private static List<Fact> keys(String text, Stages stages) {
        List<Fact> keys = new ArrayList<>();
        for (String word : Values.list(text)) {
            Fact fact = Fact.key(word);
            stages.check(word, fact.known());
            keys.add(fact);
        }
        return keys;
    }
}
