package org.fakesmtp.proof;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.dist.Command;

/** An ext4 on a loop device whose power can be cut: what was not forced is gone then. Needs root. */
final class Volume implements AutoCloseable {

    private static final Map<String, String> PACKAGES = Map.of("mkfs.ext4", "e2fsprogs", "xfs_io", "xfsprogs");

    private static final long SIZE = 1L << 30;

    private final Path image;
    private final Path mount;

    /** Nothing stays mounted where a run is broken off. */
    private final Thread leaving = new Thread(this::leave);

    private Volume(Path image, Path mount) {
        this.image = image;
        this.mount = mount;
    }

    /** What this machine lacks for a power cut, and the Debian package that has it; empty if it has everything. */
    static Optional<String> missing() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("root, who mounts file systems");
        }
        for (Map.Entry<String, String> program : PACKAGES.entrySet()) {
            if (new Command("sh", "-c", "command -v " + program.getKey()).run().exit() != 0) {
                return Optional.of(program.getKey() + " (package " + program.getValue() + ")");
            }
        }
        return Optional.empty();
    }

    /** Makes an empty one in a folder, and mounts it. */
    static Volume make(Path folder) throws IOException {
        Files.createDirectories(folder);
        Volume volume = new Volume(folder.resolve("volume.img"), Files.createDirectories(folder.resolve("volume")));
        try (RandomAccessFile file = new RandomAccessFile(volume.image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        run("mkfs.ext4", "-q", volume.image.toString());
        Runtime.getRuntime().addShutdownHook(volume.leaving);
        volume.mount();
        return volume;
    }

    /** Where it is mounted. */
    Path directory() {
        return mount;
    }

    /** Cuts it off: from now on nothing reaches it, not even what is on its way. */
    void cut() throws IOException {
        run("xfs_io", "-x", "-c", "shutdown", mount.toString());
    }

    /** Lets it find its way back, as after the power has come again. */
    void recover() throws IOException {
        unmount();
        mount();
    }

    /** Takes it away; its loop device goes with it. */
    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(leaving);
        unmount();
        Files.delete(image);
    }

    /** What a server that was killed had started may still hold it for a moment, such as {@code sync}. */
    private void unmount() {
        await().ignoreExceptions().untilAsserted(() -> run("umount", mount.toString()));
    }

    private void leave() {
        try {
            run("umount", "--lazy", mount.toString());
        } catch (IOException e) {
            System.out.println(e);
        }
    }

    private void mount() throws IOException {
        run("mount", "-o", "loop", image.toString(), mount.toString());
    }

    private static void run(String... words) throws IOException {
        Command command = new Command(words);
        try {
            Command.Run run = command.run();
            if (run.exit() != 0) {
                throw new IOException(command + ": " + run.err());
            }
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException(command.toString()).initCause(e);
        }
    }
}
