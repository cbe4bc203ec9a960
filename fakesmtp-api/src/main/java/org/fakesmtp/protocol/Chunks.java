package org.fakesmtp.protocol;

import java.util.Optional;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;
import org.fakesmtp.protocol.framing.Unit;
import org.fakesmtp.protocol.syntax.ChunkSize;

/** The chunks of a session (RFC 3030): the one whose octets are coming in, and what becomes of the transaction at its end. */
final class Chunks {

    private final CommandContext context;
    private Chunk current = Chunk.NONE;
    private String argument = "";
    private Optional<ChunkSize> announced = Optional.empty();

    Chunks(CommandContext context) {
        this.context = context;
    }

    /** The size of the chunk that BDAT announces; empty where its argument is none. */
    Optional<ChunkSize> announced() {
        if (!context.argument().equals(argument)) {
            argument = context.argument();
            announced = ChunkSize.of(argument);
        }
        return announced;
    }

    /** Expects the octets of a chunk; those of a refused one are thrown away. */
    void open(ChunkSize size, boolean refused) {
        current = new Chunk(size.octets(), size.last(), refused, context.phase());
        context.enter(Phase.CHUNK);
    }

    /** The chunk whose octets are coming in. */
    Chunk current() {
        return current;
    }

    /** Takes octets of the chunk. */
    void take(Unit.Block block) {
        current.take(block.octets().remaining());
        if (!current.refused) {
            context.transaction().append(block, context.settings());
        }
    }

    /** Leaves a chunk that was refused, of which all octets have come. */
    void leaveRefused() {
        context.enter(current.before());
        if (current.isOfMessage() && current.last) {
            context.endTransaction();
        } else if (current.isOfMessage()) {
            context.transaction().fail(ReplyKey.CHUNK_REFUSED);
            context.enter(Phase.CHUNKS);
        }
    }
}
