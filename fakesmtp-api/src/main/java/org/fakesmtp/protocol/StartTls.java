package org.fakesmtp.protocol;

import java.util.List;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.Stage;
import org.fakesmtp.api.Step;

/** STARTTLS (RFC 3207): the handshake follows the reply, and the session begins anew. */
final class StartTls implements CommandHandler {

    static boolean isUsable(CommandContext context) {
        return context.settings().tls() == ProtocolSettings.TlsMode.STARTTLS
                && context.session().tls().isEmpty();
    }

    @Override
    public Stage stage() {
        return Stage.STARTTLS;
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
        return context.reply(ReplyKey.STARTTLS_OK).then(Answer.of(List.of(new Step.BeginTls())));
    }

    /** What the client said in the clear is forgotten (RFC 3207, section 4.2). */
    @Override
    public Answer resume(CommandContext context, Outcome outcome) {
        context.secured();
        return Answer.nothing();
    }
}
