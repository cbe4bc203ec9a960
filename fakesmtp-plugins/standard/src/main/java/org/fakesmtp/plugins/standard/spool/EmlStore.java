package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.fakesmtp.api.Message;

/** Each message as {@code <name>.eml} with its envelope beside it as {@code <name>.json}. Whoever sees the one finds the other: the envelope comes first. */
final class EmlStore implements MessageStore {

    private final Path directory;
    private final boolean traced;
    private final Staging staging;

    private EmlStore(Path directory, boolean traced, Staging staging) {
        this.directory = directory;
        this.traced = traced;
        this.staging = staging;
    }

    static EmlStore open(Disk disk, InstantSource clock, Path directory, boolean traced) throws IOException {
        return new EmlStore(directory, traced, Staging.open(disk, clock, directory, List.of(directory)));
    }

    @Override
    public void keep(Message message) throws IOException {
        MessageName name = staging.nextName();
        try (Draft envelope = staging.draft(name, "json", out -> out.write(EnvelopeJson.octets(message)));
                Draft content = staging.draft(name, "eml", out -> TraceHeader.write(message, traced, out))) {
            envelope.moveTo(directory.resolve(name.dated() + ".json"));
            content.moveTo(directory.resolve(name.dated() + ".eml"));
            staging.disk().forceDirectory(directory);
            envelope.keep();
            content.keep();
        }
    }

    @Override
    public void close() throws IOException {
        staging.close();
    }
}
