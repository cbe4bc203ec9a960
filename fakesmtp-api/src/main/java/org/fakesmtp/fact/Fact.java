package org.fakesmtp.fact;

import static org.fakesmtp.fact.Availability.AFTER_HANDSHAKE;
import static org.fakesmtp.fact.Availability.ALWAYS;
import static org.fakesmtp.fact.Availability.AT_COMMANDS;
import static org.fakesmtp.fact.Availability.AT_MESSAGE;
import static org.fakesmtp.fact.Availability.FROM_CREDENTIALS;
import static org.fakesmtp.fact.Availability.FROM_GREETING;
import static org.fakesmtp.fact.Availability.FROM_MAIL;
import static org.fakesmtp.fact.Availability.FROM_RCPT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fakesmtp.internal.Words;
import org.fakesmtp.mail.Exchange;

/**
 * A row of the table of facts: a word, the stages at which the fact is known, its values, and whether it serves as a condition ({@code when.size}), a key
 * ({@code per = client}) or a placeholder (<code>${size}</code>). A new condition, key or placeholder is a row here.
 */
public final class Fact {

    /** How a condition on a fact is written. */
    public enum Form {
        /** Addresses and networks with commas between them. */
        NETWORKS,
        /** Globs and regexes with commas between them. */
        PATTERNS,
        /** The same for paths, without their brackets. */
        PATHS,
        /** One glob or regex, in which a comma is itself. */
        TEXT,
        /** The same for a text of several lines. */
        LINES,
        /** A number or a range, such as {@code > 5}. */
        COUNT,
        /** The same in octets, such as {@code > 100KB}. */
        SIZE,
        /** One of a few words. */
        CHOICE
    }

    private static final Map<String, Fact> TABLE = new LinkedHashMap<>();

    static {
        row("hostname", ALWAYS, Facts::hostname).placeholder();
        row("id", ALWAYS, Facts::id).placeholder();
        row("session", ALWAYS, Facts::session).key();
        row("client", ALWAYS, Facts::client).condition(Form.NETWORKS).key().placeholder();
        row("listener", ALWAYS, Facts::listener).condition(Form.PATTERNS).key().placeholder();
        row("helo", FROM_GREETING, Facts::helo).condition(Form.PATTERNS).key().placeholder();
        row("tls", AFTER_HANDSHAKE, Facts::tls).choice("yes", "no", "1.2", "1.3");
        row("user", FROM_CREDENTIALS, Facts::user).condition(Form.PATTERNS).key();
        row("sender", FROM_MAIL, Facts::sender).condition(Form.PATHS).key().placeholder(Facts::senderAsGiven);
        row("recipient", FROM_RCPT, Facts::recipients)
                .condition(Form.PATHS)
                .key()
                .placeholder(Facts::lastRecipientAsGiven);
        row("recipients", FROM_RCPT, Facts::recipientCount).condition(Form.COUNT);
        row("argument", AT_COMMANDS, Facts::argument).condition(Form.TEXT);
        row("size", FROM_MAIL, Facts::size).condition(Form.SIZE).placeholder();
        row("body", AT_MESSAGE, Facts::body).condition(Form.LINES);
        row("text", AT_MESSAGE, Facts::text).condition(Form.LINES);
        row("attachment", AT_MESSAGE, Facts::attachments).condition(Form.TEXT);
        row("early", AFTER_HANDSHAKE, Facts::early).choice("yes", "no");
    }

    private static final List<String> CONDITIONS = words(fact -> fact.form.isPresent());
    private static final List<String> KEYS = words(fact -> fact.counted);
    private static final List<String> PLACEHOLDERS = words(fact -> fact.placeholder.isPresent());

    private final String word;
    private final Availability known;
    private final Function<Exchange, List<String>> values;
    private Optional<Form> form = Optional.empty();
    private List<String> choices = List.of();
    private boolean counted;
    private Optional<Function<Exchange, String>> placeholder = Optional.empty();

    private Fact(String word, Availability known, Function<Exchange, List<String>> values) {
        this.word = word;
        this.known = known;
        this.values = values;
    }

    private static Fact row(String word, Availability known, Function<Exchange, List<String>> values) {
        Fact fact = new Fact(word, known, values);
        TABLE.put(word, fact);
        return fact;
    }

    private Fact condition(Form writtenAs) {
        form = Optional.of(writtenAs);
        return this;
    }

    private void choice(String... words) {
        form = Optional.of(Form.CHOICE);
        choices = List.of(words);
    }

    private Fact key() {
        counted = true;
        return this;
    }

    private void placeholder() {
        placeholder(exchange -> values.apply(exchange).stream().findFirst().orElse(""));
    }

    private void placeholder(Function<Exchange, String> text) {
        placeholder = Optional.of(text);
    }

    /**
     * The fact of a condition, {@code header.subject} included.
     *
     * @throws IllegalArgumentException if there is no such condition; the message names the nearest one
     */
    public static Fact condition(String word) {
        return named("condition", word, CONDITIONS, fact -> fact.form.isPresent());
    }

    /**
     * The fact of a key that rules count by, {@code header.x-campaign} included.
     *
     * @throws IllegalArgumentException if there is no such key; the message names the nearest one
     */
    public static Fact key(String word) {
        return named("key", word, KEYS, fact -> fact.counted);
    }

    private static Fact named(String kind, String word, List<String> words, Predicate<Fact> serves) {
        if (HeaderName.isMeant(word)) {
            String name = HeaderName.of(word);
            Fact fact = new Fact(word, AT_MESSAGE, exchange -> Facts.header(exchange, name));
            return fact.condition(Form.TEXT).key();
        }
        Fact fact = TABLE.get(word);
        if (fact == null || !serves.test(fact)) {
            throw new IllegalArgumentException(Words.unknown(kind, word, word, HeaderName.after(words)));
        }
        return fact;
    }

    /** The words of all conditions but those on a header field. */
    public static List<String> conditions() {
        return CONDITIONS;
    }

    /** The words of all keys but those of a header field. */
    public static List<String> keys() {
        return KEYS;
    }

    /** The words of all placeholders. */
    public static List<String> placeholders() {
        return PLACEHOLDERS;
    }

    private static List<String> words(Predicate<Fact> serves) {
        return TABLE.values().stream().filter(serves).map(Fact::word).toList();
    }

    /** The text that a placeholder stands for at this moment; empty if it is not known. */
    public static String placeholder(String word, Exchange exchange) {
        return Optional.ofNullable(TABLE.get(word))
                .flatMap(fact -> fact.placeholder)
                .map(text -> text.apply(exchange))
                .orElse("");
    }

    /** Whether a word names a header field, as {@code header.subject} does. */
    public static boolean isHeader(String word) {
        return HeaderName.isMeant(word);
    }

    /** The word in rules and replies. */
    public String word() {
        return word;
    }

    /** The stages at which the fact is known. */
    public Availability known() {
        return known;
    }

    /** How a condition on it is written; asked of conditions only. */
    public Form form() {
        return form.orElseThrow();
    }

    /** The words of {@link Form#CHOICE}. */
    public List<String> choices() {
        return choices;
    }

    /** Its values at this moment: none, one or several. Numbers are decimal. */
    public List<String> of(Exchange exchange) {
        return values.apply(exchange);
    }

    /** What a rule counts by: the values in small letters, each once, in order. */
    public Stream<String> counted(Exchange exchange) {
        return values.apply(exchange).stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted();
    }

    /** Whether it takes the content of the message, which may lie on a disk. */
    public boolean readsContent() {
        return known == AT_MESSAGE;
    }

    @Override
    public String toString() {
        return word;
    }
}
