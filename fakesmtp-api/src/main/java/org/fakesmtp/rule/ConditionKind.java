package org.fakesmtp.rule;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fakesmtp.api.Exchange;
import org.fakesmtp.api.Nearest;
import org.fakesmtp.api.Values;

/** What a condition can be about. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum ConditionKind {
    CLIENT(Known.ALWAYS, ConditionKind::client),
    LISTENER(Known.ALWAYS, anyOf(Facts::listener, UnaryOperator.identity())),
    HELO(Known.FROM_GREETING, anyOf(Facts::helo, UnaryOperator.identity())),
    SENDER(Known.FROM_MAIL, anyOf(Facts::sender, ConditionKind::path)),
    RECIPIENT(Known.FROM_RCPT, anyOf(Facts::recipients, ConditionKind::path)),
    RECIPIENTS(Known.FROM_RCPT, number(Facts::recipientCount, Values::number)),
    ARGUMENT(Known.AT_COMMANDS, ConditionKind::argument),
    SIZE(Known.FROM_MAIL, number(Facts::size, Values::size));

    private final Known known;
    private final Function<String, Predicate<Exchange>> reading;

    ConditionKind(Known known, Function<String, Predicate<Exchange>> reading) {
        this.known = known;
        this.reading = reading;
    }

    static ConditionKind named(String word) {
        List<String> words = Stream.of(values()).map(ConditionKind::toString).toList();
        int index = words.indexOf(word);
        if (index < 0) {
            throw new IllegalArgumentException("unknown condition '" + word + "'" + Nearest.hint(word, words));
        }
        return values()[index];
    }

    Known known() {
        return known;
    }

    /** Whether the condition holds, from its text: a leading {@code !} negates the whole. */
    Predicate<Exchange> read(String text) {
        return text.startsWith("!") ? reading.apply(text.substring(1).strip()).negate() : reading.apply(text);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Predicate<Exchange> client(String text) {
        List<Network> networks =
                Alternatives.of(text).stream().map(Network::parse).toList();
        return exchange -> networks.stream()
                .anyMatch(network -> network.contains(exchange.session().client()));
    }

    private static Function<String, Predicate<Exchange>> anyOf(
            Function<Exchange, List<String>> facts, UnaryOperator<String> writing) {
        return text -> {
            List<TextPattern> patterns = Alternatives.of(text).stream()
                    .map(item -> TextPattern.parse(item, writing))
                    .toList();
            return exchange -> facts.apply(exchange).stream()
                    .anyMatch(fact -> patterns.stream().anyMatch(pattern -> pattern.matches(fact)));
        };
    }

    private static Predicate<Exchange> argument(String text) {
        TextPattern pattern = TextPattern.parse(text, UnaryOperator.identity());
        return exchange -> Facts.argument(exchange).stream().anyMatch(pattern::matches);
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
            throw new IllegalArgumentException("'" + glob + "' is written without < and >; only the null path is <>");
        }
        return MailboxText.of(glob);
    }
}
