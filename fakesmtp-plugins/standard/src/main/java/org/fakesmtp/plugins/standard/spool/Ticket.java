package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A message that waits to be in the spool log. Whoever has it calls {@link #leave} when the message is seen, or given up. */
final class Ticket {

    private final Entry entry;
    private final CompletableFuture<Optional<Segment>> written = new CompletableFuture<>();

    Ticket(Entry entry) {
        this.entry = entry;
    }

    Entry entry() {
        return entry;
    }

    /** Returns when the message is on the disk, or whether there is no place in the log for it; throws where writing failed. */
    boolean await() throws IOException {
        try {
            return written.get().isPresent();
        } catch (ExecutionException e) {
            throw new IOException("the spool log could not be written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    void leave() {
        var unused = written.thenAccept(segment -> segment.ifPresent(Segment::leave));
    }

    void forced(Segment segment) {
        segment.enter();
        written.complete(Optional.of(segment));
    }

    void refused() {
        written.complete(Optional.empty());
    }

    void failed(Exception cause) {
        written.completeExceptionally(cause);
    }
}
