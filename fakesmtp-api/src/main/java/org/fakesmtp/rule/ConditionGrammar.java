package org.fakesmtp.rule;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.fakesmtp.fact.Fact;
import org.fakesmtp.fact.MailboxText;
import org.fakesmtp.internal.Words;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.setting.Values;

/** Reads what a condition compares a fact with, in the form that the table of facts says. */
final class ConditionGrammar {

    private ConditionGrammar() {}

    /** Whether the condition holds, from its text: a leading {@code !} negates the whole. */
    static Predicate<Exchange> read(Fact fact, String text) {
        return text.startsWith("!") ? plain(fact, text.substring(1).strip()).negate() : plain(fact, text);
    }

    private static Predicate<Exchange> plain(Fact fact, String text) {
        return switch (fact.form()) {
            case NETWORKS -> networks(text);
            case PATTERNS -> anyOf(fact, patterns(text, UnaryOperator.identity()));
            case PATHS -> anyOf(fact, patterns(text, ConditionGrammar::path));
            case TEXT -> anyOf(fact, List.of(TextPattern.parse(text, UnaryOperator.identity())));
            case LINES -> anyOf(fact, List.of(TextPattern.parseForLines(text)));
            case COUNT -> anyOf(fact, List.of(number(text, Values::number)));
            case SIZE -> anyOf(fact, List.of(number(text, Values::size)));
            case CHOICE -> anyOf(fact, List.of(choice(fact, text)));
        };
    }

    private static Predicate<Exchange> networks(String text) {
        List<Network> networks =
                Alternatives.of(text).stream().map(Network::parse).toList();
        return exchange -> networks.stream()
                .anyMatch(network -> network.contains(exchange.session().client()));
    }

    private static List<TextPattern> patterns(String text, UnaryOperator<String> format) {
        return Alternatives.of(text).stream()
                .map(item -> TextPattern.parse(item, format))
                .toList();
    }

    private static Predicate<Exchange> anyOf(Fact fact, List<TextPattern> patterns) {
        return exchange -> matchesAny(patterns, fact.of(exchange));
    }

    /** In loops: each rule asks this at each of its stages, and a stream costs more than what it looks at. */
    private static boolean matchesAny(List<TextPattern> patterns, List<String> values) {
        for (String value : values) {
            for (TextPattern pattern : patterns) {
                if (pattern.matches(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static TextPattern choice(Fact fact, String text) {
        String word = Words.find("value", text, fact.choices());
        return word::equals;
    }

    private static TextPattern number(String text, ToLongFunction<String> unit) {
        NumberRange range = NumberRange.parse(text, unit);
        return number -> range.contains(Long.parseLong(number));
    }

    private static String path(String glob) {
        if (glob.startsWith("<") && glob.endsWith(">") && !glob.equals("<>")) {
            throw new IllegalArgumentException(
                    "'" + glob + "' is written without < and >, only the null path has them");
        }
        return MailboxText.of(glob);
    }
}
