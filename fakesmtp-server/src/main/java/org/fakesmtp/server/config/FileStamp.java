package org.fakesmtp.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

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
}
