package org.fakesmtp.fact;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads {@code header.subject}: a header field that a condition is about or that a rule counts by. */
final class HeaderName {

    private static final String PREFIX = "header.";

    private HeaderName() {}

    static boolean isMeant(String word) {
        return word.startsWith(PREFIX);
    }

    /** The name of the field (RFC 5322, section 2.2), in small letters. */
    static String of(String word) {
        String name = word.substring(PREFIX.length());
        if (!name.matches("[!-9;-~]+")) {
            throw new IllegalArgumentException("'" + word + "' names no header field such as header.subject");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** These words, and that for a header field. */
    static List<String> after(Collection<String> words) {
        return Stream.concat(words.stream(), Stream.of(PREFIX + "<name>")).toList();
    }
}
