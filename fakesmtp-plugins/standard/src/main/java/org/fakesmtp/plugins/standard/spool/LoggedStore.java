package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.fakesmtp.mail.Message;

/**
 * Forces a message in the spool log, together with the others that wait, and makes its files seen without forcing them. Large messages, and all where
 * the log has no place, go the way of the {@link ForcedStore}.
 */
final class LoggedStore implements MessageStore {

    private static final int LARGE = 256 * 1024;
    private static final int SMALL = 32 * 1024;
    private static final int FOR_TRACE = 1024;

    private final Form form;
    private final Staging staging;
    private final SpoolLog log;
    private final MessageStore forced;

    LoggedStore(Form form, Staging staging, SpoolLog log) {
        this.form = form;
        this.staging = staging;
        this.log = log;
        this.forced = new ForcedStore(form, staging);
    }

    @Override
    public Optional<CompletionStage<Void>> begin(Message message) throws IOException {
        return message.content().size() <= SMALL
                        && log.isOpenFor(message.content().size())
                ? Optional.of(append(message))
                : Optional.empty();
    }

    @Override
    public void keep(Message message) throws IOException {
        if (message.content().size() > LARGE || !log.isOpenFor(0)) {
            forced.keep(message);
        } else {
            await(append(message));
        }
    }

    @Override
    public void close() throws IOException {
        try (forced) {
            log.close();
        }
    }

    private CompletionStage<Void> append(Message message) throws IOException {
        MessageName name = staging.nextName();
        Ticket ticket = new Ticket(name, entry(name, message));
        log.append(ticket);
        return ticket.kept();
    }

    private Entry entry(MessageName name, Message message) throws IOException {
        List<Filed> files = new ArrayList<>(2);
        for (Part part : form.parts(name, message)) {
            files.add(part.filed((int) message.content().size() + FOR_TRACE));
        }
        return new Entry(files);
    }

    private static void await(CompletionStage<Void> kept) throws IOException {
        try {
            kept.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}
