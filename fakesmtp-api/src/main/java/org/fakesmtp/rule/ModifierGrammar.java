package org.fakesmtp.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fakesmtp.api.Modifier;
import org.fakesmtp.api.Rate;
import org.fakesmtp.api.Values;

/** Reads what stands after {@code with}. */
final class ModifierGrammar {

    private static final Map<String, Function<StepText, Modifier>> MODIFIERS = modifiers();

    private ModifierGrammar() {}

    private static Map<String, Function<StepText, Modifier>> modifiers() {
        Map<String, Function<StepText, Modifier>> modifiers = new LinkedHashMap<>();
        modifiers.put("dribble", in -> dribble(in.rest()));
        modifiers.put(
                "throttle", in -> new Modifier.Throttle(Rate.parse(in.needed("throttle", "a rate such as 10KB/s"))));
        Stream.of(Modifier.Garble.values())
                .forEach(garble -> modifiers.put(garble.word(), in -> {
                    in.end(garble.word());
                    return garble;
                }));
        modifiers.put(
                "oversized",
                in -> new Modifier.Oversized(Values.number(in.needed("oversized", "a length such as 2000"))));
        modifiers.put("code", in -> new Modifier.Code(in.needed("code", "three digits such as 650")));
        return modifiers;
    }

    /** The words of all modifiers. */
    static Set<String> words() {
        return MODIFIERS.keySet();
    }

    static Modifier read(StepText in) {
        String word = in.word();
        Function<StepText, Modifier> reading = MODIFIERS.get(word);
        if (reading == null) {
            throw new IllegalArgumentException(
                    Words.unknown("modifier", word, word, MODIFIERS.keySet()) + StepText.quoteHint("with"));
        }
        return reading.apply(in);
    }

    private static Modifier dribble(String text) {
        String[] words = text.split(" +", -1);
        if (words.length != 3 || !words[1].equals("every")) {
            throw new IllegalArgumentException("'dribble' is written as dribble 1 every 500ms, not as dribble " + text);
        }
        return new Modifier.Dribble(Values.number(words[0]), Values.duration(words[2]));
    }
}
