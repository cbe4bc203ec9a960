package org.fakesmtp.protocol;

import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Stage;

/** A verb that is not served: not known (500), or known and not implemented (502; RFC 5321, section 4.2.4). */
record Unknown(ReplyKey reply) implements CommandHandler {

    @Override
    public Stage stage() {
        return Stage.UNKNOWN;
    }

    @Override
    public Answer proceed(CommandContext context) {
        return context.reply(reply);
    }
}
