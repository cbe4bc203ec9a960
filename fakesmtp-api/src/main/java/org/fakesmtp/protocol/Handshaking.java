package org.fakesmtp.protocol;

import java.util.List;
import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.Step;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;

/** A TLS handshake: after the reply to STARTTLS (RFC 3207), or at once where the listener speaks nothing but TLS (RFC 8314, section 3.3). */
final class Handshaking implements StandardHandler {

    private static final Set<Phase> PHASES =
            CommandTable.in(Phase.CONNECTED, Phase.GREETED, Phase.READY, Phase.MAIL, Phase.RCPT);

    @Override
    public Stage stage() {
        return Stage.TLS;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public Answer proceed(CommandContext context) {
        return Answer.of(List.of(new Step.BeginTls(context.manner().handshake())));
    }

    /** What the client said in the clear is forgotten (RFC 3207, section 4.2). Where it has said nothing yet, the banner follows. */
    @Override
    public Answer resume(CommandContext context, Outcome outcome) {
        boolean implicit = context.phase() == Phase.CONNECTED;
        context.secured();
        if (implicit) {
            context.enter(Phase.CONNECTED);
            context.audience().opened();
            context.follow(context.behaviour().table().connect);
        }
        return Answer.nothing();
    }
}
