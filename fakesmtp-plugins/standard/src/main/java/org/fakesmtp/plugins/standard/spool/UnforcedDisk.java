package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A disk that is never asked to force: what was written last is lost when the machine crashes.
 *
 * @param disk does all else
 */
record UnforcedDisk(Disk disk) implements Disk {

    @Override
    public void makeDirectory(Path directory, Permissions permissions) throws IOException {
        disk.makeDirectory(directory, permissions);
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        return disk.create(file);
    }

    @Override
    public FileChannel create(Path file, Permissions permissions) throws IOException {
        return disk.create(file, permissions);
    }

    @Override
    public void force(FileChannel file) {}

    @Override
    public void forceContent(FileChannel file) {}

    @Override
    public void forceDirectory(Path directory) {}

    @Override
    public boolean forceAll(Path directory) {
        return true;
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        disk.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }
}
