package org.fakesmtp.setting;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A kind of amount that is written as a whole number and a unit; a bare {@code 0} needs none.
 *
 * @param noun what an amount of this kind is called
 * @param examples what error messages show
 * @param most the largest amount, in terms of the unit with the factor 1
 */
record Measure(String noun, String examples, long most, List<Unit> units) {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,18})([A-Za-z/]*)");

    record Unit(String name, long factor) {}

    long parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw malformed(text);
        }
        long count = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        if (unit.isEmpty()) {
            return count == 0 ? 0 : rejectMissingUnit(text);
        }
        return times(count, factor(unit, text), text);
    }

    /** An amount as it is written, in the largest unit that leaves a whole number. */
    String written(long amount) {
        Unit unit = units.get(0);
        for (Unit larger : units) {
            unit = amount != 0 && amount % larger.factor == 0 ? larger : unit;
        }
        return amount / unit.factor + unit.name;
    }

    private long factor(String name, String text) {
        return units.stream()
                .filter(unit -> unit.name.equals(name))
                .findFirst()
                .orElseThrow(() -> malformed(text))
                .factor;
    }

    private long times(long count, long factor, String text) {
        if (count > most / factor) {
            Unit largest = units.get(units.size() - 1);
            throw new IllegalArgumentException(
                    "'" + text + "' is more than the largest " + noun + ", " + most / largest.factor + largest.name);
        }
        return count * factor;
    }

    private long rejectMissingUnit(String text) {
        String forms = units.stream().map(unit -> text + unit.name).collect(Collectors.joining(" or "));
        throw new IllegalArgumentException("'" + text + "' lacks a unit, write " + forms);
    }

    private IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("'" + text + "' is no " + noun + " such as " + examples);
    }
}
