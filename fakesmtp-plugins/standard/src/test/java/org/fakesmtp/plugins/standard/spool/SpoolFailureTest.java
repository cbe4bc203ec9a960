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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.mail.Content;
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
        "off, eml, create .json",
        "off, eml, force .json",
        "off, eml, create .eml",
        "off, eml, force .eml",
        "off, eml, move .json",
        "off, eml, move .eml",
        "off, eml, force directory",
        "off, maildir, create .eml",
        "off, maildir, force .eml",
        "off, maildir, move .eml",
        "off, maildir, force directory",
        "on, eml, force .log",
        "on, eml, create .json",
        "on, eml, create .eml",
        "on, eml, move .json",
        "on, eml, move .eml",
        "on, maildir, force .log",
        "on, maildir, create .eml",
        "on, maildir, move .eml"
    })
    void whatever_fails_goes_up_and_leaves_nothing_and_the_next_message_is_taken(String log, String format, String step)
            throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            MessageSink sink = sink(plugin, log, format);
            disk.breakAt(step, "Input/output error");

            assertThatThrownBy(() -> sink.deliver(Messages.of("x")))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("Input/output error");
            assertThat(files()).isEmpty();

            disk.repair();
            assertThat(sink.deliver(Messages.of("x"))).isEqualTo(Delivery.taken());
            assertThat(files()).isNotEmpty();
        }
    }

    @Test
    void a_message_begun_in_the_log_whose_force_fails_is_not_taken_and_the_next_one_is() throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            MessageSink sink = sink(plugin, "on", "eml");
            disk.breakAt("force .log", "Input/output error");

            assertThat(begun(sink)).isInstanceOf(Delivery.Failed.class);
            assertThat(files()).isEmpty();

            disk.repair();
            assertThat(begun(sink)).isEqualTo(Delivery.taken());
            assertThat(files()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"create .log", "fill .log"})
    void a_log_that_has_no_place_has_each_file_forced_by_itself(String step) throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            MessageSink sink = sink(plugin, "on", "eml");
            disk.breakAt(step, "No space left on device");

            assertThat(begun(sink)).isEqualTo(Delivery.taken());
        }
        assertThat(disk.steps)
                .containsSubsequence("force .json", "force .eml", "move .json", "move .eml", "force directory");
    }

    @ParameterizedTest
    @CsvSource({
        "off, force .eml, No space left on device",
        "off, force .eml, Disk quota exceeded",
        "off, force .eml, There is not enough space on the disk",
        "on, force .log, No space left on device",
        "on, create .json, Disk quota exceeded"
    })
    void a_full_disk_is_452_and_leaves_nothing(String log, String step, String message) throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            MessageSink sink = sink(plugin, log, "eml");
            disk.breakAt(step, message);

            assertThat(sink.deliver(Messages.of("x"))).isEqualTo(FULL);
            assertThat(files()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "on"})
    void a_message_larger_than_the_disk_is_452_in_whatever_language_the_system_says_so(String log) throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            MessageSink sink = sink(plugin, log, "eml");

            assertThat(sink.deliver(Messages.of(hugeAndFailing(), Messages.ENVELOPE, Messages.session("127.0.0.1"))))
                    .isEqualTo(FULL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "on"})
    void a_content_that_cannot_be_read_goes_up_and_leaves_nothing(String log) throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            MessageSink sink = sink(plugin, log, "eml");

            assertThatThrownBy(() ->
                            sink.deliver(Messages.of(failing(10), Messages.ENVELOPE, Messages.session("127.0.0.1"))))
                    .hasMessage("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");
            assertThat(files()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "on"})
    void a_disk_that_is_really_full_is_452_until_there_is_room_again(String log) throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", spool.toString()) == 0, "needs to mount a tmpfs");
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            MessageSink sink = sink(plugin, log, "eml");
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

    @ParameterizedTest
    @ValueSource(strings = {"off", "on"})
    void a_disk_that_small_messages_fill_is_452_until_there_is_room_again(String log) throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", spool.toString()) == 0, "needs to mount a tmpfs");
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            MessageSink sink = sink(plugin, log, "eml");
            int taken = 0;
            while (delivered(sink).equals(Delivery.taken())) {
                taken++;
            }
            assertThat(taken).isPositive();
            assertThat(delivered(sink)).isEqualTo(FULL);
            assertThat(files()).hasSize(2 * taken);

            for (Path file : files()) {
                Files.delete(file);
            }
            assertThat(delivered(sink)).isEqualTo(Delivery.taken());
        } finally {
            run("umount", spool.toString());
        }
    }

    private static Delivery delivered(MessageSink sink) throws Exception {
        return sink.deliver(Messages.of(new byte[30_000]));
    }

    private static Delivery begun(MessageSink sink) throws Exception {
        return sink.begin(Messages.of("x")).orElseThrow().toCompletableFuture().get();
    }

    @Test
    void the_entry_in_the_log_is_forced_before_a_file_is_seen() throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            sink(plugin, "on", "eml").deliver(Messages.of("x"));
        }
        assertThat(disk.steps)
                .containsSubsequence("create .log", "force .log", "create .json", "move .json", "move .eml");
    }

    @Test
    void the_envelope_is_seen_first_and_both_are_forced_before() throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            sink(plugin, "off", "eml").deliver(Messages.of("x"));
        }
        assertThat(disk.steps)
                .containsSubsequence("force .json", "move .json", "move .eml", "force directory")
                .containsSubsequence("force .eml", "move .json")
                .endsWith("force directory");
    }

    private MessageSink sink(SpoolPlugin plugin, String log, String format) {
        return Installed.install(
                        plugin, Map.of("spool.directory", spool.toString(), "spool.log", log, "spool.format", format))
                .sinks
                .get(0);
    }

    /** What is there but for the lock and the log. */
    private List<Path> files() throws IOException {
        return SpoolPluginTest.all(spool).stream()
                .filter(file -> !file.getFileName().toString().startsWith(".run-"))
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
    private static final class BrokenDisk extends ForcedDisk {

        final List<String> steps = new CopyOnWriteArrayList<>();
        private final Map<FileChannel, Path> open = new ConcurrentHashMap<>();
        private volatile String broken = "";
        private volatile String message = "";

        void breakAt(String step, String says) {
            broken = step;
            message = says;
        }

        void repair() {
            broken = "";
        }

        @Override
        public FileChannel create(Path file) throws IOException {
            step("create", file);
            FileChannel channel = super.create(file);
            open.put(channel, file);
            return channel;
        }

        /** A log file is forced as a whole when it has been filled; files that are opened again are settled. */
        @Override
        public void force(FileChannel file) throws IOException {
            Optional<Path> made = Optional.ofNullable(open.get(file));
            if (made.isPresent()) {
                step(isLog(made.get()) ? "fill" : "force", made.get());
            }
            super.force(file);
        }

        @Override
        public void forceContent(FileChannel file) throws IOException {
            step("force", Optional.ofNullable(open.get(file)).orElseThrow());
            super.forceContent(file);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            step("force directory");
            super.forceDirectory(directory);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            step("move", from);
            super.move(from, to);
        }

        private void step(String what, Path file) throws IOException {
            step(what + (isLog(file) ? " .log" : file.toString().contains(".json") ? " .json" : " .eml"));
        }

        private static boolean isLog(Path file) {
            return file.toString().contains(".log");
        }

        private void step(String step) throws IOException {
            steps.add(step);
            if (step.equals(broken)) {
                throw new IOException(message);
            }
        }
    }
}
