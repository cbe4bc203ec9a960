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
        Optional<ReplyKey> failure = failure(context, size.get());
        if (failure.isPresent() && !isRefusedAtItsEnd(context, size.get())) {
            throw new Refusal(failure.get());
        }
    }

    /** Why the chunk cannot be taken. */
    private static Optional<ReplyKey> failure(CommandContext context, Size size) {
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
    private static boolean isRefusedAtItsEnd(CommandContext context, Size size) {
        return size.last() && context.settings().isLmtp();
    }

    /** Opens the chunk: the reply comes after its octets. */
    @Override
    public Answer proceed(CommandContext context) {
        if (context.phase() == Phase.RCPT) {
            context.transaction().openContent(context.behaviour().openContent());
        }
        Size size = Size.of(context.argument()).orElseThrow();
        failure(context, size).ifPresent(context.transaction()::fail);
        size.open(context, false);
        return Answer.nothing();
    }

    /** The octets of a refused chunk come all the same. */
    @Override
    public void answered(CommandContext context, Answer answer) {
        if (context.phase() != Phase.CLOSED) {
            Size.of(context.argument()).ifPresent(size -> size.open(context, true));
        }
    }

    /**
     * The argument: how many octets the chunk has, and whether it is the last. Any number of digits is a size (RFC 3030, section 2), and what cannot be counted is refused and
     * swallowed as any other chunk that is too large: taken for a wrong syntax, its octets would be commands.
     */
    private record Size(long octets, boolean last) {

        private static final Pattern SYNTAX = Pattern.compile("0*([0-9]+)( +[Ll][Aa][Ss][Tt])?");
        private static final int DIGITS = 18;

        static Optional<Size> of(String argument) {
            Matcher matcher = SYNTAX.matcher(argument);
            return matcher.matches()
                    ? Optional.of(new Size(number(matcher.group(1)), matcher.group(2) != null))
                    : Optional.empty();
        }

        private static long number(String digits) {
            return digits.length() > DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
        }

        void open(CommandContext context, boolean refused) {
            context.openChunk(octets, last, refused);
        }
    }
}
