package org.fakesmtp.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.dialogue.Dialogues;
import org.fakesmtp.fact.Fact;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Values;
import org.junit.jupiter.api.Test;

/** What the language has, the dialogues use: each word of it is looked at from the wire. {@link FaultMatrixTest} has the steps and the modifiers. */
class LanguageCoverageTest {

    private static final Pattern RULE = Pattern.compile("(?:reject|delay|fault)\\.[a-z0-9-]+\\.(.+)");

    /** No octet comes to these before a handshake, and none goes by in a silence: their tests have sockets. */
    private static final Set<Stage> OF_SOCKETS = Set.of(Stage.TLS, Stage.IDLE);

    /** The settings of rules in all dialogues: the part, and its value. */
    private static List<Map.Entry<String, String>> parts() {
        return Dialogues.all()
                .flatMap(script -> script.settings().entrySet().stream())
                .flatMap(setting -> RULE.matcher(setting.getKey())
                        .results()
                        .map(rule -> Map.entry(rule.group(1), setting.getValue())))
                .toList();
    }

    private static Set<String> words() {
        return parts().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** The items of the lists that stand under a part. */
    private static Set<String> items(String part) {
        return parts().stream()
                .filter(setting -> setting.getKey().equals(part))
                .flatMap(setting -> Values.list(setting.getValue()).stream())
                .collect(Collectors.toSet());
    }

    @Test
    void each_trigger_and_other_part_of_a_rule_is_used() {
        assertThat(words()).containsAll(RuleParts.SINGLE);
    }

    @Test
    void each_form_of_an_answer_is_used() {
        assertThat(words()).contains("answer", "answer.1", "answer.2", "answer.rest", "reply", "time");
        assertThat(words()).anyMatch(part -> part.matches("answer\\.[0-9.]+%"));
    }

    @Test
    void each_condition_is_used_and_some_are_negated() {
        assertThat(words())
                .containsAll(
                        Fact.conditions().stream().map(word -> "when." + word).toList());
        assertThat(words()).anyMatch(part -> part.startsWith("when.header."));
        assertThat(parts())
                .anyMatch(part ->
                        part.getKey().startsWith("when.") && part.getValue().startsWith("!"));
    }

    @Test
    void each_key_is_counted_by() {
        assertThat(items("per")).containsAll(Fact.keys()).anyMatch(word -> word.startsWith("header."));
    }

    @Test
    void rules_are_asked_at_each_stage() {
        List<String> stages = Stream.concat(Stage.STANDARD.stream(), Stream.of(Stage.ANY))
                .filter(stage -> !OF_SOCKETS.contains(stage))
                .map(Stage::name)
                .toList();
        assertThat(items("on")).containsAll(stages);
    }

    @Test
    void each_placeholder_is_expanded() {
        String values = parts().stream().map(Map.Entry::getValue).collect(Collectors.joining("\n"));
        Fact.placeholders().forEach(name -> assertThat(values).contains("${" + name + "}"));
    }
}
