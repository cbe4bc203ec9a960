package org.fakesmtp.rule;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fakesmtp.api.Exchange;
import org.fakesmtp.api.Nearest;

/** What the counting of a rule can be by. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum KeyKind {
    SESSION(Known.ALWAYS, Facts::session),
    CLIENT(Known.ALWAYS, Facts::client),
    LISTENER(Known.ALWAYS, Facts::listener),
    HELO(Known.FROM_GREETING, Facts::helo),
    SENDER(Known.FROM_MAIL, Facts::sender),
    RECIPIENT(Known.FROM_RCPT, Facts::recipients);

    private final Known known;
    private final Function<Exchange, List<String>> facts;

    KeyKind(Known known, Function<Exchange, List<String>> facts) {
        this.known = known;
        this.facts = facts;
    }

    static KeyKind named(String word) {
        List<String> words = Stream.of(values()).map(KeyKind::toString).toList();
        int index = words.indexOf(word);
        if (index < 0) {
            throw new IllegalArgumentException("unknown key '" + word + "'" + Nearest.hint(word, words) + ", known are "
                    + String.join(" ", words));
        }
        return values()[index];
    }

    Known known() {
        return known;
    }

    /** What is counted apart: texts in small letters, several recipients as a set. */
    Stream<String> of(Exchange exchange) {
        return facts.apply(exchange).stream()
                .map(fact -> fact.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
