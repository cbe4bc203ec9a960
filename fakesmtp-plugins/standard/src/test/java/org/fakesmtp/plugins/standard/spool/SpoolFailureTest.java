package org.fakesmtp.plugins.standard.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fakesmtp.api.Content;
import org.fakesmtp.api.Delivery;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.Reply;
import org.fakesmtp.plugins.standard.Installed;
import org.fakesmtp.plugins.standard.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolFailureTest {

    private static final Delivery FULL = Delivery.refused(Reply.of(452, "4.3.1", "Insufficient system storage"));

    @TempDir
    Path spool;

    private final BrokenDisk disk = new BrokenDisk();

    @ParameterizedTest
    @CsvSource({
        "eml, create .json",
        "eml, force .json",
        "eml, create .eml",
        "eml, force .eml",
        "eml, move .json",
        "eml, move .eml",
        "eml, force directory",
        "maildir, create .eml",
        "maildir, force .eml",
        "maildir, move .eml",
        "maildir, force directory"
    })
    void whatever_fails_goes_up_and_leaves_nothing_and_the_next_message_is_taken(String format, String step)
            throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            MessageSink sink = sink(plugin, format);
            disk.breakAt(step, "Input/output error");

            assertThatThrownBy(() -> sink.deliver(Messages.of("x")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Input/output error");
            assertThat(files()).isEmpty();

            disk.repair();
            assertThat(sink.deliver(Messages.of("x"))).isEqualTo(Delivery.taken());
            assertThat(files()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Disk quota exceeded", "There is not enough space on the disk"})
    void a_full_disk_is_452_and_leaves_nothing(String message) throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            MessageSink sink = sink(plugin, "eml");
            disk.breakAt("force .eml", message);

            assertThat(sink.deliver(Messages.of("x"))).isEqualTo(FULL);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void a_message_larger_than_the_disk_is_452_in_whatever_language_the_system_says_so() throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            MessageSink sink = sink(plugin, "eml");

            assertThat(sink.deliver(Messages.of(hugeAndFailing(), Messages.ENVELOPE, Messages.session("127.0.0.1"))))
                    .isEqualTo(FULL);
        }
    }

    @Test
    void a_content_that_cannot_be_read_goes_up_and_leaves_nothing() throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            MessageSink sink = sink(plugin, "eml");

            assertThatThrownBy(() ->
                            sink.deliver(Messages.of(failing(10), Messages.ENVELOPE, Messages.session("127.0.0.1"))))
                    .hasMessage("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void a_disk_that_is_really_full_is_452_until_there_is_room_again() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", spool.toString()) == 0, "needs to mount a tmpfs");
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            MessageSink sink = sink(plugin, "eml");
            assertThat(sink.deliver(Messages.of(new byte[2_000_000]))).isEqualTo(FULL);
            assertThat(files()).isEmpty();

            assertThat(sink.deliver(Messages.of(new byte[500_000]))).isEqualTo(Delivery.taken());
            assertThat(sink.deliver(Messages.of(new byte[600_000]))).isEqualTo(FULL);
            assertThat(files()).hasSize(2);

            Files.delete(files().get(0));
            assertThat(sink.deliver(Messages.of(new byte[600_000]))).isEqualTo(Delivery.taken());
        } finally {
            run("umount", spool.toString());
        }
    }

    @Test
    void the_envelope_is_seen_first_and_both_are_forced_before() throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            sink(plugin, "eml").deliver(Messages.of("x"));
        }
        assertThat(disk.steps)
                .containsSubsequence("force .json", "move .json", "move .eml", "force directory")
                .containsSubsequence("force .eml", "move .json")
                .endsWith("force directory");
    }

    private MessageSink sink(SpoolPlugin plugin, String format) {
        return Installed.install(plugin, Map.of("spool.directory", spool.toString(), "spool.format", format))
                .sinks
                .get(0);
    }

    /** What is there but for the lock. */
    private List<Path> files() throws IOException {
        return SpoolPluginTest.all(spool).stream()
                .filter(file -> !file.toString().endsWith(".lock"))
                .toList();
    }

    private static Content hugeAndFailing() {
        return failing(Long.MAX_VALUE / 2);
    }

    private static Content failing(long size) {
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");
            }
        };
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    /** A disk that fails at one step, and remembers the steps that it took. */
    private static final class BrokenDisk implements Disk {

        final List<String> steps = new ArrayList<>();
        private final Disk disk = new ForcedDisk();
        private final List<Path> open = new ArrayList<>();
        private String broken = "";
        private String message = "";

        void breakAt(String step, String says) {
            broken = step;
            message = says;
        }

        void repair() {
            broken = "";
        }

        @Override
        public void makeDirectory(Path directory) throws IOException {
            disk.makeDirectory(directory);
        }

        @Override
        public FileChannel create(Path file) throws IOException {
            step("create", file);
            open.add(file);
            return disk.create(file);
        }

        @Override
        public void force(FileChannel file) throws IOException {
            step("force", open.get(open.size() - 1));
            disk.force(file);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            step("force directory");
            disk.forceDirectory(directory);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            step("move", from);
            disk.move(from, to);
        }

        @Override
        public void delete(Path file) throws IOException {
            disk.delete(file);
        }

        private void step(String what, Path file) throws IOException {
            step(what + (file.toString().contains(".json") ? " .json" : " .eml"));
        }

        private void step(String step) throws IOException {
            steps.add(step);
            if (step.equals(broken)) {
                throw new IOException(message);
            }
        }
    }
}
