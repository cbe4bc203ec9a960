package org.fakesmtp.dist;

import java.util.concurrent.atomic.AtomicLong;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.lint.Finding;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.SessionFacts;

/** What {@code fakesmtp lint} prints: each finding at once, so that a user sees what came of a client that sent no message, and the counts at the end. */
final class Verdict implements SessionObserver {

    /** The exit code where a client did what an RFC says it MUST NOT. */
    private static final int ERRORS = 4;

    /** The exit code where there was nothing to judge. */
    private static final int NO_MESSAGE = 5;

    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong notes = new AtomicLong();

    void add(Finding finding) {
        (finding.isError() ? errors : notes).incrementAndGet();
        System.out.println(finding);
    }

    @Override
    public void accepted(SessionFacts session, String id, Envelope envelope, long size) {
        messages.incrementAndGet();
    }

    /** Prints the counts, and gives the exit code. */
    int conclude() {
        System.out.println("messages: " + messages + ", errors: " + errors + ", notes: " + notes);
        if (errors.get() > 0) {
            return ERRORS;
        }
        return messages.get() > 0 ? 0 : NO_MESSAGE;
    }
}
