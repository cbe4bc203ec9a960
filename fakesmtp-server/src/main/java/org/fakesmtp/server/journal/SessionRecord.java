package org.fakesmtp.server.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fakesmtp.mail.SessionFacts;

/**
 * A session from its beginning to its end, or to now.
 *
 * @param session what was known of it last; {@link SessionFacts#started} is when it began
 * @param ended when the connection was closed; empty while it is open
 * @param entries what happened, in order; {@link #MOST} at most
 * @param dropped how many entries more there were
 * @param contentOctets how many octets of message content came in, dot-stuffing undone
 * @param sentOctets how many octets of replies, and of what else was ordered, were put into the output
 */
public record SessionRecord(
        SessionFacts session,
        Optional<Instant> ended,
        List<Entry> entries,
        long dropped,
        long contentOctets,
        long sentOctets) {

    /** So many entries are kept of a session. */
    public static final int MOST = 1000;

    /** So many chars of text are kept of a session; entries beyond are counted as dropped. */
    public static final int MOST_TEXT = 32 * 1024;

    /** Keeps a copy of the entries. */
    public SessionRecord {
        entries = List.copyOf(entries);
    }

    /** The session as people read it, a line for each thing that happened; nothing in it is obeyed by a terminal. */
    public String transcript() {
        return SessionTranscript.of(this);
    }

    /** Something that happened. */
    public sealed interface Entry {

        /** When it happened. */
        Instant at();
    }

    /** The client sent a command line, here without its CR LF; credentials are {@code ***}. One char for each octet. */
    public record Command(Instant at, String line) implements Entry {}

    /** The content of a message has ended, after so many octets. */
    public record Content(Instant at, long octets) implements Entry {}

    /** The server gave a reply: its code and its whole text, lines joined by LF. */
    public record Replied(Instant at, int code, String text) implements Entry {}

    /** Octets that are no reply were put into the output, one char for each. */
    public record Sent(Instant at, String octets) implements Entry {}

    /** A rule or a plugin has ordered what follows. */
    public record Scripted(Instant at, String stage, String rule, String answer) implements Entry {}

    /** A message was taken. */
    public record Taken(Instant at, String message, long octets) implements Entry {}
}
