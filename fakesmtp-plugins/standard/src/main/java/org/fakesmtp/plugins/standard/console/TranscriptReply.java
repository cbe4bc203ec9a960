package org.fakesmtp.plugins.standard.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.text.Printable;

/**
 * A reply in the transcript, as it went out, each of its lines on one of its own; or what an EHLO offers on one line.
 *
 * @param at when it was given
 * @param session the id of the session
 * @param reply the reply
 * @param onOneLine whether its further lines stand behind the first, in brackets and with commas between them
 */
record TranscriptReply(Instant at, String session, Reply reply, boolean onOneLine) implements Entry {

    @Override
    public int weight() {
        return reply.length();
    }

    @Override
    public int lines() {
        return onOneLine ? 1 : reply.lines().size();
    }

    @Override
    public void print(StringBuilder out, Look look) {
        Mark mark = reply.isNegative() ? Mark.REFUSAL : Mark.SERVER;
        if (onOneLine && reply.lines().size() > 1) {
            look.line(out, at, session, mark, Printable.text(joined()));
            return;
        }
        UTF_8.decode(reply.octets())
                .toString()
                .lines()
                .forEach(line -> look.line(out, at, session, mark, Printable.text(line)));
    }

    private String joined() {
        List<String> further = reply.lines().subList(1, reply.lines().size());
        return reply.code() + " " + reply.lines().get(0) + " (" + String.join(", ", further) + ")";
    }
}
