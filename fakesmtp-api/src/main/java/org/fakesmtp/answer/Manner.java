package org.fakesmtp.answer;

import java.util.ArrayList;
import java.util.List;

/**
 * How the normal work of a stage is done, as rules and plugins have ordered it. The orders of several add up.
 *
 * @param silent whether the work is done and its replies are kept back
 * @param modifiers how its replies go out
 * @param keywords what is changed about the extensions that EHLO announces, in this order
 * @param handshake how the TLS handshake goes that it begins
 */
public record Manner(
        boolean silent, List<Modifier> modifiers, List<Alteration.OfKeyword> keywords, Handshake handshake) {

    /** As it should be. */
    public static final Manner NORMAL = new Manner(false, List.of(), List.of(), Handshake.NORMAL);

    /** Keeps copies of the lists. */
    public Manner {
        modifiers = List.copyOf(modifiers);
        keywords = List.copyOf(keywords);
    }

    /** Whether the replies of the work go out as they are. */
    public boolean leavesReplies() {
        return !silent && modifiers.isEmpty();
    }

    /** The same without a reply. */
    public Manner silently() {
        return new Manner(true, modifiers, keywords, handshake);
    }

    /** The same with more modifiers. */
    public Manner with(List<Modifier> others) {
        return new Manner(silent, joined(modifiers, others), keywords, handshake);
    }

    /** The same with one more change to the extensions. */
    public Manner with(Alteration.OfKeyword other) {
        return new Manner(silent, modifiers, joined(keywords, List.of(other)), handshake);
    }

    /** The same with another handshake. */
    public Manner with(Handshake other) {
        return new Manner(silent, modifiers, keywords, other);
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        List<T> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
