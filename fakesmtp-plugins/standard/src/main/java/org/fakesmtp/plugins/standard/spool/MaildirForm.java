package org.fakesmtp.plugins.standard.spool;

import java.nio.file.Path;
import java.util.List;
import org.fakesmtp.mail.Message;

/**
 * Each message as a file in {@code new} of a maildir, which mail readers open as it is. They expect nothing but messages there, so the envelope stands in
 * the trace header only.
 *
 * @param traced whether the trace header stands in front
 */
record MaildirForm(boolean traced) implements Form {

    @Override
    public List<Path> directories(Path spool) {
        return List.of(spool, staging(spool), spool.resolve("new"), spool.resolve("cur"));
    }

    @Override
    public Path staging(Path spool) {
        return spool.resolve("tmp");
    }

    @Override
    public List<Part> parts(MessageName name, Message message) {
        return List.of(new Part("new/" + name.maildir(), "eml", out -> TraceHeader.write(message, traced, out)));
    }
}
