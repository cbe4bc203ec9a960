package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of one message on their way. Closing takes them all away unless they were {@link #keep kept}. */
final class Drafts implements AutoCloseable {

    private final Staging staging;
    private final MessageName name;
    private final List<Draft> drafts = new ArrayList<>(2);
    private final List<Path> targets = new ArrayList<>(2);

    Drafts(Staging staging, MessageName name) {
        this.staging = staging;
        this.name = name;
    }

    /** Writes a file under a temporary name, and forces it. */
    void force(Part part) throws IOException {
        add(staging.forcedDraft(name, part.kind(), part.body()), part.place());
    }

    /** Writes a file under a temporary name. */
    void write(Filed file) throws IOException {
        add(staging.draft(name, file.kind(), file.octets()), file.place());
    }

    /** Makes them seen, in their order. */
    void show() throws IOException {
        for (int i = 0; i < drafts.size(); i++) {
            drafts.get(i).moveTo(targets.get(i));
        }
    }

    /** Returns when the names are on the disk. */
    void forceNames() throws IOException {
        for (Path directory : targets.stream().map(Path::getParent).distinct().toList()) {
            staging.disk().forceDirectory(directory);
        }
    }

    void keep() {
        drafts.forEach(Draft::keep);
    }

    /** The last one first: whoever still sees the message finds its envelope. */
    @Override
    public void close() throws IOException {
        for (int i = drafts.size() - 1; i >= 0; i--) {
            drafts.get(i).close();
        }
    }

    private void add(Draft draft, String place) {
        drafts.add(draft);
        targets.add(staging.spool().resolve(place));
    }
}
