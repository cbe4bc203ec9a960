package org.fakesmtp.plugins.standard.spool;

import java.nio.file.Path;
import java.util.List;
import org.fakesmtp.mail.Message;

/**
 * Each message as {@code <name>.eml} with its envelope beside it as {@code <name>.json}. Whoever sees the one finds the other: the envelope comes first.
 *
 * @param traced whether the trace header stands in front
 */
record EmlForm(boolean traced) implements Form {

    @Override
    public List<Path> directories(Path spool) {
        return List.of(spool, staging(spool));
    }

    /** A directory of its own: in that of a hundred thousand messages each name costs more, and a temporary one would be one more. */
    @Override
    public Path staging(Path spool) {
        return spool.resolve(".tmp");
    }

    @Override
    public List<Part> parts(MessageName name, Message message) {
        String dated = name.dated();
        return List.of(
                new Part(dated + ".json", "json", out -> out.write(EnvelopeJson.octets(message))),
                new Part(dated + ".eml", "eml", out -> TraceHeader.write(message, traced, out)));
    }
}
