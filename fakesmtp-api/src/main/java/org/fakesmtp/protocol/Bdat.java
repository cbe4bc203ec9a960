package org.fakesmtp.protocol;

import java.util.Optional;
import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.syntax.ChunkSize;

/** BDAT (RFC 3030): so many octets of content follow. A chunk that is refused is swallowed, and later ones get 503. */
record Bdat(ReplyKey noRecipients) implements ContentCommand {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.RCPT, Phase.CHUNKS);

    @Override
    public Stage stage() {
        return Stage.BDAT;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        Optional<ChunkSize> size = context.chunks().announced();
        if (size.isEmpty()) {
            throw new Refusal(ReplyKey.BDAT_SYNTAX);
        }
        Optional<ReplyKey> failure = failure(context, size.get());
        if (failure.isPresent() && !isRefusedAtItsEnd(context, size.get())) {
            throw new Refusal(failure.get());
        }
    }

    /** Why the chunk cannot be taken. */
    private static Optional<ReplyKey> failure(CommandContext context, ChunkSize size) {
        if (context.transaction().failure().isPresent()) {
            return Optional.of(ReplyKey.CHUNK_REFUSED);
        }
        long limit = context.settings().limits().size();
        return limit > 0
                        && size.octets()
                                > limit - context.transaction().content().size()
                ? Optional.of(ReplyKey.MESSAGE_TOO_LARGE)
                : Optional.empty();
    }

    /** The last chunk under LMTP has a reply for each recipient, one that is refused too (RFC 2033, section 4.3). */
    private static boolean isRefusedAtItsEnd(CommandContext context, ChunkSize size) {
        return size.last() && context.settings().isLmtp();
    }

    /** Opens the chunk: the reply comes after its octets. */
    @Override
    public Answer proceed(CommandContext context) {
        if (context.phase() == Phase.RCPT) {
            context.transaction().openContent(context.behaviour().openContent());
        }
        ChunkSize size = context.chunks().announced().orElseThrow();
        failure(context, size).ifPresent(context.transaction()::fail);
        context.chunks().open(size, false);
        return Answer.nothing();
    }

    /** The octets of a refused chunk come all the same. */
    @Override
    public void answered(CommandContext context, Answer answer) {
        if (context.phase() != Phase.CLOSED) {
            context.chunks().announced().ifPresent(size -> context.chunks().open(size, true));
        }
    }
}
