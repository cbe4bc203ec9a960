package org.fakesmtp.plugins.standard.spool;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file on its way: written under a temporary name, then moved to where it is seen. Closing takes it away unless it was {@link #keep kept}. */
final class Draft implements AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    private final Disk disk;
    private Path place;
    private boolean kept;

    private Draft(Disk disk, Path place) {
        this.disk = disk;
        this.place = place;
    }

    private interface Filling {
        void fill(FileChannel file) throws IOException;
    }

    /** What is to be written. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes and forces a new file; where that fails, nothing of it is left. */
    static Draft force(Disk disk, Permissions permissions, Path temporary, Body body) throws IOException {
        return make(disk, permissions, temporary, file -> {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BLOCK);
            body.writeTo(out);
            out.flush();
            disk.force(file);
        });
    }

    /** Writes a new file; where that fails, nothing of it is left. */
    static Draft write(Disk disk, Permissions permissions, Path temporary, byte[] octets) throws IOException {
        return make(disk, permissions, temporary, file -> {
            ByteBuffer rest = ByteBuffer.wrap(octets);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
        });
    }

    void moveTo(Path target) throws IOException {
        disk.move(place, target);
        place = target;
    }

    /** From now on the file stays. */
    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            disk.delete(place);
        }
    }

    private static Draft make(Disk disk, Permissions permissions, Path temporary, Filling filling) throws IOException {
        Draft draft = new Draft(disk, temporary);
        try (FileChannel file = disk.create(temporary, permissions)) {
            filling.fill(file);
            return draft;
        } catch (IOException | RuntimeException e) {
            draft.closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(Exception cause) {
        try {
            close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
