package org.fakesmtp.protocol;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Stage;

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
        Optional<Size> size = Size.of(context.argument());
        if (size.isEmpty()) {
            throw new Refusal(ReplyKey.BDAT_SYNTAX);
        }
        if (context.transaction().failure().isPresent()) {
            throw new Refusal(ReplyKey.CHUNK_REFUSED);
        }
        long limit = context.settings().limits().size();
        if (limit > 0 && context.transaction().content().size() + size.get().octets() > limit) {
            throw new Refusal(ReplyKey.MESSAGE_TOO_LARGE);
        }
    }

    /** Opens the chunk: the reply comes after its octets. */
    @Override
    public Answer proceed(CommandContext context) {
        if (context.phase() == Phase.RCPT) {
            context.transaction().openContent(context.behaviour().openContent());
        }
        Size.of(context.argument()).orElseThrow().open(context, false);
        return Answer.nothing();
    }

    /** The octets of a refused chunk come all the same. */
    @Override
    public void answered(CommandContext context, Answer answer) {
        if (context.phase() != Phase.CLOSED) {
            Size.of(context.argument()).ifPresent(size -> size.open(context, true));
        }
    }

    /** The argument: how many octets the chunk has, and whether it is the last. */
    private record Size(long octets, boolean last) {

        private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,18})( +[Ll][Aa][Ss][Tt])?");

        static Optional<Size> of(String argument) {
            Matcher matcher = SYNTAX.matcher(argument);
            return matcher.matches()
                    ? Optional.of(new Size(Long.parseLong(matcher.group(1)), matcher.group(2) != null))
                    : Optional.empty();
        }

        void open(CommandContext context, boolean refused) {
            context.openChunk(octets, last, refused);
        }
    }
}
