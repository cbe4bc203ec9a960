package org.fakesmtp.server.journal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.Memory;
import org.fakesmtp.server.journal.SessionRecord.Entry;

/** Gathers what happens in each session and hands it on when the session ends. */
public final class SessionRecorder implements SessionObserver {

    /** About how many octets an entry takes without its text. */
    private static final int ENTRY = 64;

    /** So many octets of each session do not count. */
    private static final int OWN = 1024;

    private final Map<String, Draft> drafts = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Memory memory;
    private final Consumer<SessionRecord> readers;

    /**
     * @param memory what is kept of open sessions counts there; where nothing is left entries are dropped
     * @param readers gets each record, on the thread that serves the session: it must return at once
     */
    public SessionRecorder(InstantSource clock, Memory memory, Consumer<SessionRecord> readers) {
        this.clock = clock;
        this.memory = memory;
        this.readers = readers;
    }

    @Override
    public void opened(SessionFacts session) {
        draft(session);
    }

    @Override
    public void clientChanged(SessionFacts session) {
        draft(session);
    }

    @Override
    public void received(SessionFacts session, String line) {
        Draft draft = draft(session);
        if (!line.regionMatches(true, 0, "BDAT", 0, 4)) {
            draft.endOfMessage(); // chunks of a message that was given up
        }
        draft.add(new SessionRecord.Command(now(), line), line.length());
    }

    @Override
    public void content(SessionFacts session, Stage by, ByteBuffer block) {
        Draft draft = draft(session);
        draft.read(block.remaining());
    }

    @Override
    public void endOfContent(SessionFacts session, Stage by) {
        Draft draft = draft(session);
        draft.add(new SessionRecord.Content(now(), draft.endOfMessage()), 0);
    }

    @Override
    public void replied(SessionFacts session, Reply reply) {
        Draft draft = draft(session);
        draft.sent(reply.length());
        String status = reply.enhanced().map(code -> code + " ").orElse("");
        draft.add(
                new SessionRecord.Replied(now(), reply.code(), status + String.join("\n", reply.lines())),
                reply.length());
    }

    @Override
    public void sent(SessionFacts session, String octets) {
        Draft draft = draft(session);
        draft.sent(octets.length());
        draft.add(new SessionRecord.Sent(now(), octets), octets.length());
    }

    @Override
    public void scripted(SessionFacts session, Stage stage, String by, Answer answer) {
        String text = answer.toString();
        draft(session).add(new SessionRecord.Scripted(now(), stage.name(), by, text), text.length());
    }

    @Override
    public void accepted(SessionFacts session, String id, Envelope envelope, long size) {
        draft(session).add(new SessionRecord.Taken(now(), id, size), id.length());
    }

    @Override
    public void closed(SessionFacts session) {
        Draft draft = drafts.get(session.id());
        if (draft != null) {
            draft.memory.hold(0);
            try {
                readers.accept(draft.record(session, Optional.of(now())));
            } finally {
                drafts.remove(
                        session.id()); // only now: whoever looks meanwhile finds it among the open ones or the ended
            }
        }
    }

    /** The sessions that are open, as far as they have come, in the order in which they began. For any thread. */
    public List<SessionRecord> open() {
        return drafts.values().stream()
                .map(Draft::record)
                .sorted(Comparator.comparing(
                                (SessionRecord record) -> record.session().started())
                        .thenComparing(record -> record.session().id().length())
                        .thenComparing(record -> record.session().id()))
                .toList();
    }

    /** Forgets what has happened so far. Of a session that is open now only what comes is kept. For any thread. */
    public void forget() {
        drafts.values().forEach(draft -> draft.memory.hold(0));
        drafts.clear();
    }

    private Draft draft(SessionFacts session) {
        Draft draft = drafts.computeIfAbsent(session.id(), id -> new Draft(session, memory.holding(OWN)));
        draft.session = session;
        return draft;
    }

    private Instant now() {
        return clock.instant();
    }

    /** What has happened so far: gathered by the thread that serves the session, looked at by any. */
    private static final class Draft {
        private volatile SessionFacts session;
        private final List<Entry> entries = new ArrayList<>();
        private final Memory.Holding memory;
        private int text;
        private long dropped;
        private long message;
        private long content;
        private long sent;

        Draft(SessionFacts session, Memory.Holding memory) {
            this.session = session;
            this.memory = memory;
        }

        synchronized void read(long octets) {
            content += octets;
            message += octets;
        }

        synchronized void sent(long octets) {
            sent += octets;
        }

        /** The size of the message that has ended. */
        synchronized long endOfMessage() {
            long size = message;
            message = 0;
            return size;
        }

        SessionRecord record() {
            return record(session, Optional.empty());
        }

        synchronized SessionRecord record(SessionFacts last, Optional<Instant> ended) {
            return new SessionRecord(last, ended, entries, dropped, content, sent);
        }

        synchronized void add(Entry entry, int length) {
            boolean full = entries.size() >= SessionRecord.MOST || text + length > SessionRecord.MOST_TEXT;
            if (full || !memory.tryHold(text + length + (entries.size() + 1L) * ENTRY)) {
                dropped++;
                return;
            }
            entries.add(entry);
            text += length;
        }
    }
}
