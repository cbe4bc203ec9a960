package org.fakesmtp.internal;

import java.util.Collection;

/** Finds what a word stands for, or says which word may have been meant. */
public final class Words {

    private Words() {}

    /** The one of those known that is written so. */
    public static <T> T find(String kind, String word, Collection<T> known) {
        return known.stream()
                .filter(one -> one.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(
                        kind, word, word, known.stream().map(Object::toString).toList())));
    }

    /** Says that a word is unknown. {@code written} is the word as it stands, with what surrounds it. */
    public static String unknown(String kind, String written, String word, Collection<String> known) {
        return "unknown " + kind + " '" + written + "'"
                + Nearest.among(word, known)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse(", known are " + String.join(" ", known));
    }
}
