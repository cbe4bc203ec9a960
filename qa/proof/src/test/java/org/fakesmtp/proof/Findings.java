package org.fakesmtp.proof;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a spool had in it, compared with what clients were told.
 *
 * @param whole how many messages were there as they were sent
 * @param lost the ids of those that were acknowledged and are not there
 * @param doubled the ids of those that are there once more, now or after they were taken away
 * @param torn the files that are seen and are nothing that was sent
 * @param alone how many whole envelopes are without their message, which was on its way
 * @param left the files that are no message, and that no running server needs
 */
record Findings(int whole, List<String> lost, List<String> doubled, List<String> torn, int alone, List<String> left) {

    static final Findings NONE = new Findings(0, List.of(), List.of(), List.of(), 0, List.of());

    /** An envelope alone is no fault: it comes before its message, and whoever looks at messages does not see it. */
    boolean areGood() {
        return lost.isEmpty() && doubled.isEmpty() && torn.isEmpty() && left.isEmpty();
    }

    Findings plus(Findings other) {
        return new Findings(
                whole + other.whole,
                join(lost, other.lost),
                join(doubled, other.doubled),
                join(torn, other.torn),
                alone + other.alone,
                join(left, other.left));
    }

    /** Cells of a table. */
    String cells() {
        return "%,d | %d | %d | %d | %d | %d"
                .formatted(whole, lost.size(), doubled.size(), torn.size(), alone, left.size());
    }

    /** What is wrong, by name. */
    String wrong() {
        return "lost %s, doubled %s, torn %s, left over %s"
                .formatted(some(lost), some(doubled), some(torn), some(left));
    }

    private static List<String> some(List<String> names) {
        return names.subList(0, Math.min(names.size(), 20));
    }

    private static List<String> join(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
