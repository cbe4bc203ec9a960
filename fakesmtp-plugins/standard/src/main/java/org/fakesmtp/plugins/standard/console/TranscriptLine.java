package org.fakesmtp.plugins.standard.console;

import java.time.Instant;
import org.fakesmtp.text.Printable;

/**
 * A line of the transcript.
 *
 * @param at when it came
 * @param session the id of the session
 * @param mark who speaks
 * @param octets what was said, one char for each octet, not yet escaped
 */
record TranscriptLine(Instant at, String session, Mark mark, String octets) implements Entry {

    @Override
    public int weight() {
        return octets.length();
    }

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public void print(StringBuilder out, Look look) {
        look.line(out, at, session, mark, Printable.line(octets));
    }
}
