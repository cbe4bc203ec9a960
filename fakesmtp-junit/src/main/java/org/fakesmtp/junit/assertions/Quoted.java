package org.fakesmtp.junit.assertions;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fakesmtp.text.Printable;

/** Values as messages show them: in quotes, on one line, and without anything that a terminal obeys. */
final class Quoted {

    private Quoted() {}

    static String of(Object value) {
        if (value instanceof Optional<?> some) {
            return some.map(Quoted::of).orElse("missing");
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(Quoted::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return "'" + Printable.text(value.toString()) + "'";
    }

    /** A number of things: {@code 1 message}, {@code 2 messages}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
