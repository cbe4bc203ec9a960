package org.fakesmtp.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * By what a changed file is told: when it was modified, how long it is, and which file it is, behind all links. A link that leads elsewhere is a change, as is a file that comes or
 * goes.
 */
public record FileStamp(String text) {

    /** The file as it is now. */
    static FileStamp of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(now.lastModifiedTime().toInstant() + " " + now.size() + ' ' + now.fileKey());
        } catch (IOException e) {
            return new FileStamp("cannot be read");
        }
    }

    // As in Stage: stamps are compared while the first client waits.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileStamp stamp && stamp.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
