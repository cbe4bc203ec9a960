package org.fakesmtp.plugins.standard.spool;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;

/**
 * The name of a spooled message. Names sort by time, and nothing from the wire is in them.
 *
 * @param at when the name was given, to the microsecond; no two names of a run have the same
 * @param run the run that gave it
 * @param sequence the number of the message within the run, from 1 on
 */
record MessageName(Instant at, String run, long sequence) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** {@code 20261122T175335.123456Z-0a1b2c3d4e5f-000042}, without a suffix. */
    String dated() {
        return String.format("%s-%s-%06d", TIME.format(at), run, sequence);
    }

    /** A maildir's name: seconds, what is unique in them, and a constant where others have the host, which would need a look-up. */
    String maildir() {
        return String.format(
                "%d.M%06dR%sQ%d.fakesmtp", at.getEpochSecond(), at.get(ChronoField.MICRO_OF_SECOND), run, sequence);
    }
}
