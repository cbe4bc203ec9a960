package org.fakesmtp.protocol;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Stage;

/** BDAT (RFC 3030): so many octets of content follow. A chunk that is refused is swallowed, and later ones get 503. */
record Bdat(ReplyKey noRecipients) implements CommandHandler {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.RCPT, Phase.CHUNKS);
    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,18})( +[Ll][Aa][Ss][Tt])?");

    @Override
    public Stage stage() {
        return Stage.BDAT;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public ReplyKey outOfSequence(Phase phase) {
        return phase == Phase.MAIL ? noRecipients : phase.outOfSequence();
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        Matcher matcher = SYNTAX.matcher(context.argument());
        if (!matcher.matches()) {
            throw new Refusal(ReplyKey.BDAT_SYNTAX);
        }
        Optional<ReplyKey> failure = context.transaction().failure();
        if (failure.isPresent()) {
            throw new Refusal(ReplyKey.CHUNK_REFUSED);
        }
        long limit = context.settings().limits().size();
        if (limit > 0 && context.transaction().content().size() + size(matcher) > limit) {
            throw new Refusal(ReplyKey.MESSAGE_TOO_LARGE);
        }
    }

    /** Opens the chunk: the reply comes after its octets. */
    @Override
    public Answer proceed(CommandContext context) {
        Matcher matcher = SYNTAX.matcher(context.argument());
        if (!matcher.matches()) {
            throw new IllegalStateException("no size: " + context.argument());
        }
        if (context.phase() == Phase.RCPT) {
            context.transaction().openContent(context.behaviour().openContent());
        }
        context.openChunk(size(matcher), matcher.group(2) != null, false);
        return Answer.nothing();
    }

    /** The octets of a refused chunk come all the same. */
    @Override
    public void answered(CommandContext context, Answer answer) {
        Matcher matcher = SYNTAX.matcher(context.argument());
        if (matcher.matches() && context.phase() != Phase.CLOSED) {
            context.openChunk(size(matcher), matcher.group(2) != null, true);
        }
    }

    private static long size(Matcher matcher) {
        return Long.parseLong(matcher.group(1));
    }
}
