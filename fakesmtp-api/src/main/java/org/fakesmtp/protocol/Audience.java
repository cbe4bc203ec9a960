package org.fakesmtp.protocol;

import org.fakesmtp.answer.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who look on at a session, from where its dialogue begins. Of a dialogue that never began they know nothing. */
final class Audience {

    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    private static final String SCRIPTED = "session {}: {}: {} answers '{}'";

    private final CommandContext context;
    private boolean open;

    Audience(CommandContext context) {
        this.context = context;
    }

    /** The dialogue begins. */
    void opened() {
        open = true;
        context.behaviour().observers().opened(context.session());
    }

    /** A rule or a plugin has answered otherwise than {@code proceed}. */
    void scripted(String by, Answer answer) {
        Observers observers = context.behaviour().observers();
        if (observers.showsScripted()) {
            LOG.debug(SCRIPTED, context.session().id(), context.stage(), by, answer);
        } else {
            LOG.info(SCRIPTED, context.session().id(), context.stage(), by, answer);
        }
        observers.scripted(context.session(), context.stage(), by, answer);
    }

    /** A response of an authentication exchange is no base64 to the letter. */
    void wrongBase64(String fault) {
        context.behaviour().observers().wrongBase64(context.session(), fault);
    }

    /** The connection is gone. */
    void closed() {
        if (open) {
            context.behaviour().observers().closed(context.session());
        }
    }
}
