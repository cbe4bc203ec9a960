package org.fakesmtp.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How a changed file is recognized: by its content, by when it was modified, and by which file it is, behind all links. A link that leads elsewhere is a change, as is a file
 * that comes or goes. Where the clock of a file system is coarse, the content alone tells two writes apart.
 *
 * @param text differs where the file does
 * @param unfinished why the file may be half written, in words that follow its name; empty where its end looks like one
 */
public record FileStamp(String text, Optional<String> unfinished) {

    /** The file as it is now. */
    static FileStamp of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (now.isOther()) {
                return new FileStamp("no file", Optional.empty()); // what is read of a pipe is gone
            }
            byte[] octets = ReadableFile.octets(file);
            CRC32C digest = new CRC32C();
            digest.update(octets);
            String text = now.lastModifiedTime().toInstant() + " " + octets.length + ' ' + now.fileKey() + ' '
                    + digest.getValue();
            return new FileStamp(text, unfinished(octets));
        } catch (IOException e) {
            return new FileStamp("cannot be read", Optional.of("cannot be read"));
        }
    }

    private static Optional<String> unfinished(byte[] octets) {
        if (octets.length == 0) {
            return Optional.of("is empty");
        }
        int end = octets.length - 1;
        if (octets[end] != '\n') {
            return Optional.of("has no line end at its end");
        }
        int last = end > 0 && octets[end - 1] == '\r' ? end - 2 : end - 1;
        int backslashes = 0;
        while (last - backslashes >= 0 && octets[last - backslashes] == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1 ? Optional.of("ends in a line that goes on") : Optional.empty();
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
