package org.fakesmtp.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.fakesmtp.answer.Exchange;
import org.fakesmtp.internal.Words;
import org.fakesmtp.setting.Values;

/**
 * What a condition can be about.
 *
 * @param known where in a dialogue it can be asked
 * @param reading makes a test of the text that it is compared with
 */
record ConditionKind(Known known, Function<String, Predicate<Exchange>> reading) {

    private static final Map<String, ConditionKind> KINDS = kinds();

    private static Map<String, ConditionKind> kinds() {
        Map<String, ConditionKind> kinds = new LinkedHashMap<>();
        kinds.put("client", new ConditionKind(Known.ALWAYS, ConditionKind::client));
        kinds.put("listener", new ConditionKind(Known.ALWAYS, anyOf(Facts::listener, UnaryOperator.identity())));
        kinds.put("helo", new ConditionKind(Known.FROM_GREETING, anyOf(Facts::helo, UnaryOperator.identity())));
        kinds.put("tls", new ConditionKind(Known.AFTER_HANDSHAKE, oneOf(Facts::tls, "yes", "no", "1.2", "1.3")));
        kinds.put("user", new ConditionKind(Known.FROM_CREDENTIALS, anyOf(Facts::user, UnaryOperator.identity())));
        kinds.put("sender", new ConditionKind(Known.FROM_MAIL, anyOf(Facts::sender, ConditionKind::path)));
        kinds.put("recipient", new ConditionKind(Known.FROM_RCPT, anyOf(Facts::recipients, ConditionKind::path)));
        kinds.put("recipients", new ConditionKind(Known.FROM_RCPT, number(Facts::recipientCount, Values::number)));
        kinds.put("argument", new ConditionKind(Known.AT_COMMANDS, oneText(Facts::argument)));
        kinds.put("size", new ConditionKind(Known.FROM_MAIL, number(Facts::size, Values::size)));
        kinds.put("body", new ConditionKind(Known.AT_MESSAGE, lines(Facts::body)));
        kinds.put("text", new ConditionKind(Known.AT_MESSAGE, lines(Facts::text)));
        kinds.put("attachment", new ConditionKind(Known.AT_MESSAGE, oneText(Facts::attachments)));
        kinds.put("early", new ConditionKind(Known.AFTER_HANDSHAKE, oneOf(Facts::early, "yes", "no")));
        return kinds;
    }

    /** The words of all conditions but those about a header field. */
    static Set<String> words() {
        return KINDS.keySet();
    }

    static ConditionKind named(String word) {
        if (HeaderName.isMeant(word)) {
            String name = HeaderName.of(word);
            return new ConditionKind(Known.AT_MESSAGE, oneText(exchange -> Facts.header(exchange, name)));
        }
        ConditionKind kind = KINDS.get(word);
        if (kind == null) {
            List<String> known = HeaderName.after(KINDS.keySet());
            throw new IllegalArgumentException(Words.unknown("condition", word, word, known));
        }
        return kind;
    }

    /** Whether it looks at the message's own text. */
    boolean readsContent() {
        return known == Known.AT_MESSAGE;
    }

    /** Whether the condition holds, from its text: a leading {@code !} negates the whole. */
    Predicate<Exchange> read(String text) {
        return text.startsWith("!") ? reading.apply(text.substring(1).strip()).negate() : reading.apply(text);
    }

    private static Predicate<Exchange> client(String text) {
        List<Network> networks =
                Alternatives.of(text).stream().map(Network::parse).toList();
        return exchange -> networks.stream()
                .anyMatch(network -> network.contains(exchange.session().client()));
    }

    /** Any of several patterns with commas between them. */
    private static Function<String, Predicate<Exchange>> anyOf(
            Function<Exchange, List<String>> facts, UnaryOperator<String> writing) {
        return text -> {
            List<TextPattern> patterns = Alternatives.of(text).stream()
                    .map(item -> TextPattern.parse(item, writing))
                    .toList();
            return exchange -> matchesAny(patterns, facts.apply(exchange));
        };
    }

    /** In loops: each rule asks this at each of its stages, and a stream costs more than what it looks at. */
    private static boolean matchesAny(List<TextPattern> patterns, List<String> facts) {
        for (String fact : facts) {
            for (TextPattern pattern : patterns) {
                if (pattern.matches(fact)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** One pattern, in which a comma is itself. */
    private static Function<String, Predicate<Exchange>> oneText(Function<Exchange, List<String>> facts) {
        return text -> {
            List<TextPattern> pattern = List.of(TextPattern.parse(text, UnaryOperator.identity()));
            return exchange -> matchesAny(pattern, facts.apply(exchange));
        };
    }

    /** One pattern for texts of several lines. */
    private static Function<String, Predicate<Exchange>> lines(Function<Exchange, List<String>> facts) {
        return text -> {
            List<TextPattern> pattern = List.of(TextPattern.parseForLines(text));
            return exchange -> matchesAny(pattern, facts.apply(exchange));
        };
    }

    /** One of a few words. */
    private static Function<String, Predicate<Exchange>> oneOf(
            Function<Exchange, List<String>> facts, String... words) {
        return text -> {
            String word = Words.find("value", text, List.of(words));
            return exchange -> facts.apply(exchange).contains(word);
        };
    }

    private static Function<String, Predicate<Exchange>> number(
            Function<Exchange, OptionalLong> fact, ToLongFunction<String> unit) {
        return text -> {
            NumberRange range = NumberRange.parse(text, unit);
            return exchange -> {
                OptionalLong number = fact.apply(exchange);
                return number.isPresent() && range.contains(number.getAsLong());
            };
        };
    }

    private static String path(String glob) {
        if (glob.startsWith("<") && glob.endsWith(">") && !glob.equals("<>")) {
            throw new IllegalArgumentException(
                    "'" + glob + "' is written without < and >, only the null path has them");
        }
        return MailboxText.of(glob);
    }
}
