package org.fakesmtp.lint;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;

/**
 * Tells what clients do wrong by the RFCs: what stands in {@link LintRule}. What concerns a message is told once for each message, everything else once for each session. What a client could
 * not do since the server ended the connection is no fault of it. Clients whose octets come in several pieces may go on too early unnoticed.
 */
public final class ClientLint implements SessionObserver {

    private final Map<String, SessionLint> sessions = new ConcurrentHashMap<>();
    private final Consumer<Finding> found;

    /** @param found gets each finding, on the thread that serves the session: it must return at once */
    public ClientLint(Consumer<Finding> found) {
        this.found = found;
    }

    /** Looks no further at the sessions that are open now. For any thread. */
    public void forget() {
        sessions.clear();
    }

    @Override
    public void opened(SessionFacts session) {
        sessions.put(session.id(), new SessionLint(session.id(), found));
    }

    @Override
    public void received(SessionFacts session, String line) {
        of(session).ifPresent(lint -> lint.received(session, line));
    }

    @Override
    public void pipelined(SessionFacts session) {
        of(session).ifPresent(SessionLint::pipelined);
    }

    @Override
    public void bareLineEnd(SessionFacts session, String line) {
        of(session).ifPresent(lint -> lint.bareLineEnd(line));
    }

    @Override
    public void wrongBase64(SessionFacts session, String fault) {
        of(session).ifPresent(lint -> lint.wrongBase64(fault));
    }

    @Override
    public void content(SessionFacts session, Stage by, ByteBuffer block) {
        of(session).ifPresent(lint -> lint.content(block));
    }

    @Override
    public void unstuffedDot(SessionFacts session) {
        of(session).ifPresent(SessionLint::unstuffed);
    }

    @Override
    public void endOfContent(SessionFacts session, Stage by) {
        of(session).ifPresent(SessionLint::endOfContent);
    }

    @Override
    public void replied(SessionFacts session, Reply reply) {
        of(session).ifPresent(lint -> lint.replied(reply.code()));
    }

    @Override
    public void scripted(SessionFacts session, Stage stage, String by, Answer answer) {
        of(session).ifPresent(lint -> lint.scripted(answer));
    }

    @Override
    public void closed(SessionFacts session) {
        of(session).ifPresent(lint -> lint.closed(session));
        sessions.remove(session.id());
    }

    private Optional<SessionLint> of(SessionFacts session) {
        return Optional.ofNullable(sessions.get(session.id()));
    }
}
