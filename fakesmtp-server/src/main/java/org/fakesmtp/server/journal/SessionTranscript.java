package org.fakesmtp.server.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fakesmtp.server.journal.SessionRecord.Entry;
import org.fakesmtp.text.Printable;

/** A session as people read it, with the signs of the console: {@code C:} the client, {@code S:} the server, {@code !!} a rule, {@code ==} a message, {@code --} a note. In UTC. */
final class SessionTranscript {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final StringBuilder out = new StringBuilder();
    private final SessionRecord session;

    private SessionTranscript(SessionRecord session) {
        this.session = session;
    }

    static String of(SessionRecord session) {
        SessionTranscript transcript = new SessionTranscript(session);
        transcript.line(
                session.session().started(),
                "-- connected from " + session.session().clientAddress() + " port "
                        + session.session().client().getPort());
        session.entries().forEach(transcript::entry);
        if (session.dropped() > 0) {
            transcript.note("-- " + session.dropped() + " entries more");
        }
        session.ended().ifPresent(at -> transcript.line(at, "-- closed"));
        return transcript.out.toString();
    }

    private void entry(Entry entry) {
        lines(entry).forEach(line -> line(entry.at(), line));
    }

    private static Stream<String> lines(Entry entry) {
        if (entry instanceof SessionRecord.Command command) {
            return Stream.of("C: " + Printable.line(command.line()));
        }
        if (entry instanceof SessionRecord.Content content) {
            return Stream.of("C: [content, " + content.octets() + " octets]");
        }
        if (entry instanceof SessionRecord.Replied reply) {
            return lines(reply);
        }
        if (entry instanceof SessionRecord.Sent sent) {
            return Stream.of("S: " + Printable.line(sent.octets()));
        }
        if (entry instanceof SessionRecord.Scripted scripted) {
            return Stream.of(
                    "!! " + Printable.text(scripted.stage() + ": " + scripted.rule() + ": " + scripted.answer()));
        }
        SessionRecord.Taken taken = (SessionRecord.Taken) entry;
        return Stream.of("== message " + taken.message() + ", " + taken.octets() + " octets");
    }

    /** Each line as the client reads it: all but the last have a hyphen behind the code (RFC 5321, 4.2.1). */
    private static Stream<String> lines(SessionRecord.Replied reply) {
        List<String> lines = reply.text().lines().toList();
        int last = lines.size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> "S: " + reply.code() + (i < last ? '-' : ' ') + Printable.text(lines.get(i)));
    }

    private void line(Instant at, String text) {
        out.append(TIME.format(at)).append(' ');
        note(text);
    }

    private void note(String text) {
        out.append(session.session().id()).append(' ').append(text).append('\n');
    }
}
