package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Where the messages of a maildir are: a mail reader moves them from {@code new} to {@code cur}, and adds flags to their names. */
final class Maildir {

    private final Path fresh;
    private final Path current;
    private final Map<String, Path> read = new HashMap<>();
    private boolean listed;

    Maildir(Path spool) {
        this.fresh = spool.resolve("new");
        this.current = spool.resolve("cur");
    }

    /** The place of a file that was put there; where nobody knows, that place. Files outside of {@code new} are where they were. */
    Path find(Path place) throws IOException {
        if (!fresh.equals(place.getParent()) || Files.exists(place)) {
            return place;
        }
        list();
        return read.getOrDefault(place.getFileName().toString(), place);
    }

    private void list() throws IOException {
        if (listed || !Files.isDirectory(current)) {
            return;
        }
        listed = true;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(current)) {
            for (Path file : files) {
                read.put(file.getFileName().toString().replaceFirst(":.*", ""), file);
            }
        }
    }
}
