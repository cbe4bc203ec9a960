package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.util.List;

/**
 * Makes the files of messages: all of a message's, or none.
 *
 * @param staging where they are before they are seen
 */
record MessageFiles(Staging staging) {

    /** Makes files seen, and forces nothing. */
    void show(MessageName name, List<Filed> files) throws IOException {
        try (Drafts drafts = new Drafts(staging, name)) {
            for (Filed file : files) {
                drafts.write(file);
            }
            drafts.show();
            drafts.keep();
        }
    }

    /** Makes files seen; returns when they and their names are on the disk. */
    void force(MessageName name, List<Part> parts) throws IOException {
        try (Drafts drafts = new Drafts(staging, name)) {
            for (Part part : parts) {
                drafts.force(part);
            }
            drafts.show();
            drafts.forceNames();
            drafts.keep();
        }
    }
}
