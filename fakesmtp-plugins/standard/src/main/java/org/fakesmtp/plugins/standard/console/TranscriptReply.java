package org.fakesmtp.plugins.standard.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.fakesmtp.api.Printable;
import org.fakesmtp.api.Reply;

/**
 * A reply in the transcript, as it went out, each of its lines on one of its own.
 *
 * @param at when it was given
 * @param session the id of the session
 * @param reply the reply
 */
record TranscriptReply(Instant at, String session, Reply reply) implements Entry {

    @Override
    public int weight() {
        return reply.length();
    }

    @Override
    public int lines() {
        return reply.lines().size();
    }

    @Override
    public void print(StringBuilder out, Look look) {
        Mark mark = reply.isNegative() ? Mark.REFUSAL : Mark.SERVER;
        UTF_8.decode(reply.octets())
                .toString()
                .lines()
                .forEach(line -> look.line(out, at, session, mark, Printable.text(line)));
    }
}
