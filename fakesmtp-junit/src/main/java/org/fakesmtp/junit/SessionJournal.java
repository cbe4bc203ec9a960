package org.fakesmtp.junit;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.fakesmtp.protocol.Memory;
import org.fakesmtp.server.journal.SessionRecord;
import org.fakesmtp.server.journal.SessionRecorder;

/** The sessions since the test began. The oldest that have ended are forgotten beyond a limit. */
final class SessionJournal {

    private static final int MOST = 10_000;

    private final Deque<SessionRecord> ended = new ArrayDeque<>();
    private final SessionRecorder recorder;

    SessionJournal(InstantSource clock) {
        recorder = new SessionRecorder(clock, Memory.unlimited(), this::ended);
    }

    SessionRecorder recorder() {
        return recorder;
    }

    private synchronized void ended(SessionRecord session) {
        if (ended.size() == MOST) {
            ended.removeFirst();
        }
        ended.add(session);
    }

    /** A session that ends meanwhile is among those that are open: nothing that happened is missing. */
    List<SessionRecord> sessions() {
        List<SessionRecord> open = recorder.open();
        synchronized (this) {
            List<SessionRecord> all = new ArrayList<>(ended);
            open.stream()
                    .filter(session -> all.stream().noneMatch(known -> isSame(known, session)))
                    .forEach(all::add);
            return all;
        }
    }

    /** What is known now of the session that a message came in. */
    String transcript(String session) {
        return sessions().stream()
                .filter(record -> record.session().id().equals(session))
                .map(SessionRecord::transcript)
                .collect(Collectors.joining());
    }

    synchronized void clear() {
        recorder.forget();
        ended.clear();
    }

    private static boolean isSame(SessionRecord one, SessionRecord other) {
        return one.session().id().equals(other.session().id());
    }
}
