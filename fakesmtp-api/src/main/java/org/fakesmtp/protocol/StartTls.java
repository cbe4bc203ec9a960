package org.fakesmtp.protocol;

import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Handshake;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;

/** STARTTLS (RFC 3207): the handshake follows the reply, and the session begins anew. */
final class StartTls implements StandardHandler {

    static boolean isUsable(CommandContext context) {
        return context.settings().tls() == ProtocolSettings.TlsMode.STARTTLS
                && context.session().tls().isEmpty();
    }

    @Override
    public Stage stage() {
        return Stage.STARTTLS;
    }

    /** Not between the chunks of a message, which the handshake would have to throw away. */
    @Override
    public Set<Phase> phases() {
        return OPEN;
    }

    @Override
    public boolean isAllowedInClear() {
        return true;
    }

    @Override
    public boolean isAllowedUnauthenticated() {
        return true;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        Simple.Argument.NONE.check(context.argument());
        if (context.session().tls().isPresent()) {
            throw new Refusal(ReplyKey.TLS_TWICE);
        }
        if (!isUsable(context)) {
            throw new Refusal(ReplyKey.NOT_IMPLEMENTED);
        }
    }

    @Override
    public Answer proceed(CommandContext context) {
        if (context.manner().handshake().course() != Handshake.Course.IN_CLEAR) {
            context.follow(context.behaviour().table().tls);
        }
        return context.reply(ReplyKey.STARTTLS_OK);
    }
}
