package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fakesmtp.internal.Reason;

/** A message on its way through the spool log: first it is forced there, then its files are made seen. */
final class Ticket {

    private final MessageName name;
    private final Entry entry;
    private final int size;
    private final CompletableFuture<Void> kept = new CompletableFuture<>();
    private Optional<Segment> segment = Optional.empty();
    private Optional<IOException> failure = Optional.empty();

    Ticket(MessageName name, Entry entry) {
        this.name = name;
        this.entry = entry;
        this.size = entry.size();
    }

    MessageName name() {
        return name;
    }

    Entry entry() {
        return entry;
    }

    /** How many octets of the log it takes. */
    int size() {
        return size;
    }

    /** Done when the message is durable and visible; failed where nothing of it is visible. */
    CompletionStage<Void> kept() {
        return kept;
    }

    /** The entry is on the disk. */
    void forced(Segment where) {
        where.enter();
        segment = Optional.of(where);
    }

    /** The entry could not be written; one that is on the disk already does not hear of it. */
    void failed(Throwable cause) {
        failure = segment.isPresent()
                ? Optional.empty()
                : Optional.of(new IOException("the spool log could not be written: " + Reason.of(cause), cause));
    }

    /** Makes the files seen, and tells whoever waits. What the log had no place for is forced in its files. */
    void show(MessageFiles files) {
        try {
            makeSeen(files);
            kept.complete(null);
        } catch (Throwable e) {
            kept.completeExceptionally(e);
        } finally {
            segment.ifPresent(Segment::leave);
        }
    }

    private void makeSeen(MessageFiles files) throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (segment.isPresent()) {
            files.show(name, entry.files());
        } else {
            files.force(name, entry.files().stream().map(Filed::part).toList());
        }
    }
}
