package org.fakesmtp.answer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fakesmtp.internal.Words;
import org.fakesmtp.setting.Values;

/**
 * A row of the table of modifiers: what stands after {@code with}. A new modifier is a row here, unless it is one of {@link Modifier.Garble}, its record in {@link Modifier},
 * and its octets in {@link Garbler}.
 */
public final class ModifierKind {

    private static final Map<String, ModifierKind> TABLE = new LinkedHashMap<>();

    static {
        row("dribble", "dribble 1 every 500ms", in -> dribble(in.rest()));
        row("throttle", "throttle 100B/s", in -> new Modifier.Throttle(StepGrammar.rate(in)));
        for (Modifier.Garble garble : Modifier.Garble.values()) {
            row(garble.word(), garble.word(), in -> alone(in, garble));
        }
        row(
                "oversized",
                "oversized 20",
                in -> new Modifier.Oversized(Values.number(in.needed("oversized", "a length such as 2000"))));
        row("code", "code 650", in -> new Modifier.Code(in.needed("code", "three digits such as 650")));
    }

    private final String word;
    private final String example;
    private final Function<StepText, Modifier> parser;

    private ModifierKind(String word, String example, Function<StepText, Modifier> parser) {
        this.word = word;
        this.example = example;
        this.parser = parser;
    }

    private static void row(String word, String example, Function<StepText, Modifier> parser) {
        TABLE.put(word, new ModifierKind(word, example, parser));
    }

    private static Modifier alone(StepText in, Modifier.Garble garble) {
        in.end(garble.word());
        return garble;
    }

    private static Modifier dribble(String text) {
        String[] words = text.split(" +", -1);
        if (words.length != 3 || !words[1].equals("every")) {
            throw new IllegalArgumentException("'dribble' is written as dribble 1 every 500ms, not as dribble " + text);
        }
        return new Modifier.Dribble(Values.number(words[0]), Values.duration(words[2]));
    }

    /** All modifiers, in the order in which they are documented. */
    public static Stream<ModifierKind> all() {
        return TABLE.values().stream();
    }

    /** Reads a modifier and what follows its word, up to {@code then}, {@code with} or the end. */
    static Modifier read(StepText in) {
        String word = in.word();
        ModifierKind kind = TABLE.get(word);
        if (kind == null) {
            throw new IllegalArgumentException(
                    Words.unknown("modifier", word, word, TABLE.keySet()) + StepText.quoteHint("with"));
        }
        return kind.parser.apply(in);
    }

    /** The first word of the modifier in a properties file. */
    public String word() {
        return word;
    }

    /** The modifier as it may stand after {@code with}. */
    public String example() {
        return example;
    }

    @Override
    public String toString() {
        return word;
    }
}
