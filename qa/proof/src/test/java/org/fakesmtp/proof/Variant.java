package org.fakesmtp.proof;

import java.util.List;

/**
 * A way to set the spool.
 *
 * @param settings what stands in the tables too
 */
record Variant(List<String> settings) {

    static final List<Variant> ALL = List.of(
            new Variant(List.of("spool.log=on")),
            new Variant(List.of("spool.log=off")),
            new Variant(List.of("spool.log=on", "spool.format=maildir")),
            new Variant(List.of("spool.log=off", "spool.format=maildir")));

    /** Those whose settings contain a word. */
    static List<Variant> with(String word) {
        return ALL.stream().filter(variant -> variant.toString().contains(word)).toList();
    }

    @Override
    public String toString() {
        return String.join(", ", settings);
    }
}
