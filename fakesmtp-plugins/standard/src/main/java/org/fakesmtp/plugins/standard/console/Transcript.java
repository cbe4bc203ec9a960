package org.fakesmtp.plugins.standard.console;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;

/** Shows the sessions as they go. */
final class Transcript implements SessionObserver {

    /** Which side is shown. */
    enum Scope {
        /** Both, and connections that come and go. */
        ON,
        /** Nothing. */
        OFF,
        /** The lines of the client alone. */
        CLIENT
    }

    private static final Pattern GREETING = Pattern.compile("(EHLO|LHLO)\\b", Pattern.CASE_INSENSITIVE);

    private final Consumer<Entry> shown;
    private final InstantSource clock;
    private final boolean bothSides;
    private final boolean withContent;
    private final boolean fullEhlo;

    /** The sessions that have said EHLO and have no reply yet. */
    private final Set<String> greeting = ConcurrentHashMap.newKeySet();

    private final Map<String, ContentEcho> echoes = new ConcurrentHashMap<>();

    Transcript(Consumer<Entry> shown, InstantSource clock, boolean bothSides, boolean withContent, boolean fullEhlo) {
        this.shown = shown;
        this.clock = clock;
        this.bothSides = bothSides;
        this.withContent = withContent;
        this.fullEhlo = fullEhlo;
    }

    @Override
    public void opened(SessionFacts session) {
        if (bothSides) {
            line(
                    session,
                    Mark.NOTE,
                    "connected from " + session.clientAddress() + " port "
                            + session.client().getPort());
        }
    }

    @Override
    public void clientChanged(SessionFacts session) {
        if (bothSides) {
            line(
                    session,
                    Mark.NOTE,
                    "speaks for " + session.clientAddress() + " port "
                            + session.client().getPort());
        }
    }

    @Override
    public void received(SessionFacts session, String line) {
        endEcho(session);
        line(session, Mark.CLIENT, line);
        if (!fullEhlo && GREETING.matcher(line).lookingAt()) {
            greeting.add(session.id());
        }
    }

    @Override
    public void bareLineEnd(SessionFacts session, String line) {
        String end = line.endsWith("\r") ? "CR" : "LF";
        line(
                session,
                Mark.NOTE,
                "a line ends in " + end + " alone; SMTP wants CR LF (RFC 5321, section 2.3.8), so this is not obeyed: "
                        + line);
    }

    @Override
    public void bareEndOfContent(SessionFacts session) {
        line(
                session,
                Mark.NOTE,
                "the client may think its message has ended: a '.' between bare line ends, LF or CR alone, does not end it;"
                        + " SMTP wants CR LF . CR LF (RFC 5321, section 4.1.1.4)");
    }

    @Override
    public void content(SessionFacts session, Stage by, ByteBuffer block) {
        if (withContent) {
            boolean stuffed = by.equals(Stage.DATA);
            echoes.computeIfAbsent(
                            session.id(), id -> new ContentEcho(stuffed, line -> line(session, Mark.CLIENT, line)))
                    .add(block);
        }
    }

    @Override
    public void endOfContent(SessionFacts session, Stage by) {
        endEcho(session);
        if (by.equals(Stage.DATA)) {
            line(session, Mark.CLIENT, ".");
        }
    }

    @Override
    public void replied(SessionFacts session, Reply reply) {
        endEcho(session);
        boolean onOneLine = greeting.remove(session.id()) && !reply.isNegative();
        if (bothSides) {
            shown.accept(new TranscriptReply(clock.instant(), session.id(), reply, onOneLine));
        }
    }

    @Override
    public void sent(SessionFacts session, String octets) {
        if (bothSides) {
            line(session, Mark.SERVER, octets);
        }
    }

    @Override
    public void scripted(SessionFacts session, Stage stage, String by, Answer answer) {
        if (bothSides) {
            line(session, Mark.SCRIPTED, stage + ": " + by + ": " + answer);
        }
    }

    @Override
    public boolean showsScripted() {
        return bothSides;
    }

    @Override
    public void closed(SessionFacts session) {
        endEcho(session);
        greeting.remove(session.id());
        if (bothSides) {
            line(session, Mark.NOTE, "closed");
        }
    }

    /** Shows what is left: a chunk may end within a line. */
    private void endEcho(SessionFacts session) {
        ContentEcho echo = echoes.remove(session.id());
        if (echo != null) {
            echo.end();
        }
    }

    private void line(SessionFacts session, Mark mark, String octets) {
        shown.accept(new TranscriptLine(clock.instant(), session.id(), mark, octets));
    }
}
