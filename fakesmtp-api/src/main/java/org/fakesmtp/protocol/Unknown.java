package org.fakesmtp.protocol;

import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.Stage;

/** A verb that is not served: not known (500), or known and not implemented (502; RFC 5321, section 4.2.4). */
record Unknown(ReplyKey reply) implements StandardHandler {

    @Override
    public Stage stage() {
        return Stage.UNKNOWN;
    }

    @Override
    public Answer proceed(CommandContext context) {
        return context.reply(reply);
    }
}
