package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What bears a name in the spool. Asked before it is opened: a pipe, once opened, would keep the server waiting. */
enum FileKind {
    MISSING("missing"),
    FILE("a file"),
    FOLDER("a folder"),
    LINK("a link"),
    OTHER("a pipe, a socket or a device");

    private final String words;

    FileKind(String words) {
        this.words = words;
    }

    /** The kind of what bears the name itself: a link is a link. */
    static FileKind of(Path path) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isRegularFile()) {
                return FILE;
            }
            if (found.isDirectory()) {
                return FOLDER;
            }
            return found.isSymbolicLink() ? LINK : OTHER;
        } catch (NoSuchFileException e) {
            return MISSING;
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
