package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.fakesmtp.api.Message;

/**
 * Each message as a file in {@code new} of a maildir, which mail readers open as it is. They expect nothing but messages there, so the envelope stands in
 * the trace header only.
 */
final class MaildirStore implements MessageStore {

    private final Path fresh;
    private final boolean traced;
    private final Staging staging;

    private MaildirStore(Path fresh, boolean traced, Staging staging) {
        this.fresh = fresh;
        this.traced = traced;
        this.staging = staging;
    }

    static MaildirStore open(Disk disk, InstantSource clock, Path directory, boolean traced) throws IOException {
        Path temporary = directory.resolve("tmp");
        Path fresh = directory.resolve("new");
        List<Path> all = List.of(directory, temporary, fresh, directory.resolve("cur"));
        return new MaildirStore(fresh, traced, Staging.open(disk, clock, temporary, all));
    }

    @Override
    public void keep(Message message) throws IOException {
        MessageName name = staging.nextName();
        try (Draft content = staging.draft(name, "eml", out -> TraceHeader.write(message, traced, out))) {
            content.moveTo(fresh.resolve(name.maildir()));
            staging.disk().forceDirectory(fresh);
            content.keep();
        }
    }

    @Override
    public void close() throws IOException {
        staging.close();
    }
}
