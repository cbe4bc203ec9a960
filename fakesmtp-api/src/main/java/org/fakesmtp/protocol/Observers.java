package org.fakesmtp.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All observers as one. What an observer throws is logged and harms neither the session nor the other observers. */
record Observers(List<SessionObserver> all) implements SessionObserver {

    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    Observers {
        all = List.copyOf(all);
    }

    private void tell(Consumer<SessionObserver> event) {
        for (SessionObserver observer : all) {
            try {
                event.accept(observer);
            } catch (Throwable e) {
                Containment.check(e);
                LOG.error("the observer {} failed", observer, e);
            }
        }
    }

    @Override
    public void opened(SessionFacts session) {
        tell(observer -> observer.opened(session));
    }

    @Override
    public void clientChanged(SessionFacts session) {
        tell(observer -> observer.clientChanged(session));
    }

    @Override
    public void received(SessionFacts session, String line) {
        tell(observer -> observer.received(session, line));
    }

    @Override
    public void pipelined(SessionFacts session) {
        tell(observer -> observer.pipelined(session));
    }

    @Override
    public void unstuffedDot(SessionFacts session) {
        tell(observer -> observer.unstuffedDot(session));
    }

    @Override
    public void wrongBase64(SessionFacts session, String fault) {
        tell(observer -> observer.wrongBase64(session, fault));
    }

    @Override
    public void bareLineEnd(SessionFacts session, String line) {
        tell(observer -> observer.bareLineEnd(session, line));
    }

    @Override
    public void bareEndOfContent(SessionFacts session) {
        tell(observer -> observer.bareEndOfContent(session));
    }

    @Override
    public void content(SessionFacts session, Stage by, ByteBuffer block) {
        tell(observer -> observer.content(session, by, block.asReadOnlyBuffer()));
    }

    @Override
    public void endOfContent(SessionFacts session, Stage by) {
        tell(observer -> observer.endOfContent(session, by));
    }

    @Override
    public void replied(SessionFacts session, Reply reply) {
        tell(observer -> observer.replied(session, reply));
    }

    @Override
    public void sent(SessionFacts session, String octets) {
        tell(observer -> observer.sent(session, octets));
    }

    @Override
    public void scripted(SessionFacts session, Stage stage, String by, Answer answer) {
        tell(observer -> observer.scripted(session, stage, by, answer));
    }

    @Override
    public boolean showsScripted() {
        for (SessionObserver observer : all) {
            if (observer.showsScripted()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void accepted(SessionFacts session, String id, Envelope envelope, long size) {
        tell(observer -> observer.accepted(session, id, envelope, size));
    }

    @Override
    public void transactionEnded(SessionFacts session, String id) {
        tell(observer -> observer.transactionEnded(session, id));
    }

    @Override
    public void closed(SessionFacts session) {
        tell(observer -> observer.closed(session));
    }
}
