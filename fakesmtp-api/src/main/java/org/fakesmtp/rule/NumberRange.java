package org.fakesmtp.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as conditions write them: {@code 3}, {@code > 3}, {@code <= 3}, {@code 2..5}.
 *
 * @param least the least number that belongs to it
 * @param most the greatest number that belongs to it
 */
record NumberRange(long least, long most) {

    private static final Pattern SYNTAX = Pattern.compile("(<=|>=|<|>)?\\s*([^<>=.]+?)(?:\\s*\\.\\.\\s*([^<>=.]+))?");

    NumberRange {
        if (least > most) {
            throw new IllegalArgumentException("no number is from " + least + " to " + most);
        }
    }

    /** Reads a range whose numbers are read by the other reader, which knows their units. */
    static NumberRange parse(String text, ToLongFunction<String> number) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches() || (matcher.group(1) != null && matcher.group(3) != null)) {
            throw new IllegalArgumentException("'" + text + "' is no comparison such as '> 3', '<= 3' or '2..5'");
        }
        long first = number.applyAsLong(matcher.group(2));
        return matcher.group(3) == null
                ? compared(matcher.group(1), first)
                : new NumberRange(first, number.applyAsLong(matcher.group(3)));
    }

    private static NumberRange compared(@Nullable String sign, long number) {
        return switch (sign == null ? "" : sign) {
            case "<" -> new NumberRange(Long.MIN_VALUE, number - 1);
            case "<=" -> new NumberRange(Long.MIN_VALUE, number);
            case ">" -> new NumberRange(number + 1, Long.MAX_VALUE);
            case ">=" -> new NumberRange(number, Long.MAX_VALUE);
            default -> new NumberRange(number, number);
        };
    }

    boolean contains(long number) {
        return least <= number && number <= most;
    }
}
