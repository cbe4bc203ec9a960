package org.fakesmtp.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fakesmtp.answer.Exchange;
import org.fakesmtp.internal.Words;

/**
 * What the counting of a rule can be by.
 *
 * @param known where in a dialogue it can be asked
 * @param facts its values, none or one or several
 */
record KeyKind(String word, Known known, Function<Exchange, List<String>> facts) {

    private static final Map<String, KeyKind> KINDS = kinds();

    private static Map<String, KeyKind> kinds() {
        Map<String, KeyKind> kinds = new LinkedHashMap<>();
        Stream.of(
                        new KeyKind("session", Known.ALWAYS, Facts::session),
                        new KeyKind("client", Known.ALWAYS, Facts::client),
                        new KeyKind("listener", Known.ALWAYS, Facts::listener),
                        new KeyKind("helo", Known.FROM_GREETING, Facts::helo),
                        new KeyKind("user", Known.FROM_CREDENTIALS, Facts::user),
                        new KeyKind("sender", Known.FROM_MAIL, Facts::sender),
                        new KeyKind("recipient", Known.FROM_RCPT, Facts::recipients))
                .forEach(kind -> kinds.put(kind.word, kind));
        return kinds;
    }

    /** The words of all keys but those of a header field. */
    static Set<String> words() {
        return KINDS.keySet();
    }

    static KeyKind named(String word) {
        if (HeaderName.isMeant(word)) {
            String name = HeaderName.of(word);
            return new KeyKind(word, Known.AT_MESSAGE, exchange -> Facts.header(exchange, name));
        }
        KeyKind kind = KINDS.get(word);
        if (kind == null) {
            throw new IllegalArgumentException(Words.unknown("key", word, word, HeaderName.after(KINDS.keySet())));
        }
        return kind;
    }

    /** Whether it looks at the message's own text. */
    boolean readsContent() {
        return known == Known.AT_MESSAGE;
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
        return word;
    }
}
