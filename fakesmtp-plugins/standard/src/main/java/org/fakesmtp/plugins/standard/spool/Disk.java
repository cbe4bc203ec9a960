package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What the spool asks of a file system: the place where durability is decided, and where a test makes it fail. */
interface Disk {

    /** Makes a directory, and those above it, with these permissions. One that is there already stays as it is. */
    void makeDirectory(Path directory, Permissions permissions) throws IOException;

    /** Makes a new file that only the owner may read, open for reading and writing. */
    FileChannel create(Path file) throws IOException;

    /** The same with these permissions. */
    FileChannel create(Path file, Permissions permissions) throws IOException;

    /** Returns when the content of a file is on the disk. */
    void force(FileChannel file) throws IOException;

    /** The same where its size and its place are forced already, which is cheaper. */
    void forceContent(FileChannel file) throws IOException;

    /** Returns when the names in a directory are on the disk. */
    void forceDirectory(Path directory) throws IOException;

    /** Returns whether all that was written to the file system of a directory is on the disk; false where the system cannot do that, or does not vouch for it. */
    boolean forceAll(Path directory);

    /** Gives a file its final name, at once: nobody sees a part of it. */
    void move(Path from, Path to) throws IOException;

    /** Deletes a file where it is there. */
    void delete(Path file) throws IOException;
}
