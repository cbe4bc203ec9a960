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

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
    private static final int DIGITS = 6;

    /** {@code 20261122T175335.123456Z-0a1b2c3d4e5f-000042}, without a suffix. */
    String dated() {
        return SECOND.format(at) + '.' + padded(microsecond()) + "Z-" + run + '-' + padded(sequence);
    }

    /** A maildir's name: seconds, what is unique in them, and a constant where others have the host, which would need a look-up. */
    String maildir() {
        return at.getEpochSecond() + ".M" + padded(microsecond()) + 'R' + run + 'Q' + sequence + ".fakesmtp";
    }

    private int microsecond() {
        return at.get(ChronoField.MICRO_OF_SECOND);
    }

    private static String padded(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }
}
