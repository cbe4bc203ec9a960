package org.fakesmtp.plugins.standard.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.plugins.standard.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The spool log where its files are taken away, cannot be made, or are too small. */
@Timeout(60)
class SpoolLogTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final long AT_ONCE = 1;
    private static final long NEVER = TimeUnit.HOURS.toMillis(1);

    @TempDir
    Path spool;

    private final TroubledDisk disk = new TroubledDisk();

    @Test
    void a_log_that_waits_to_be_used_again_and_that_someone_removes_is_not_used() throws Exception {
        try (MessageStore store = open(spool, AT_ONCE)) {
            store.keep(Messages.of("before"));
            awaitFreeLog();
            for (Path file : SpoolPluginTest.all(spool)) {
                Files.delete(file);
            }

            store.keep(Messages.of("after"));
            assertThat(SpoolPluginTest.visible(spool, ".eml")).hasSize(1);
        }
    }

    @Test
    void the_files_of_messages_whose_log_someone_removes_are_forced_all_the_same() throws Exception {
        try (MessageStore store = open(spool, NEVER)) {
            store.keep(Messages.of("before"));
            for (Path log : logs()) {
                Files.delete(log);
            }
            store.keep(Messages.of("after"));
        }
        assertThat(disk.settled).hasValue(4);
        assertThat(disk.open()).isZero();
    }

    @Test
    void a_machine_without_memory_for_the_next_log_does_not_keep_messages_waiting() throws Exception {
        try (MessageStore store = open(spool, NEVER)) {
            store.keep(Messages.of("x"));
            disk.takesNoLog = true;
            for (int i = 0; i < 40; i++) {
                store.keep(Messages.of(new byte[250_000]));
            }
            disk.takesNoLog = false;
            store.keep(Messages.of("x"));
        }
        assertThat(SpoolPluginTest.all(spool)).hasSize(2 * 42);
    }

    @Test
    void a_message_whose_envelope_is_larger_than_a_block_of_the_log_is_taken() throws Exception {
        List<Recipient> recipients = IntStream.range(0, 1000)
                .mapToObj(i -> new Recipient(
                        Messages.recipient("r" + i).mailbox(), Map.of("ORCPT", "rfc822;" + "x".repeat(1500))))
                .toList();
        Envelope envelope = new Envelope(Messages.ENVELOPE.reversePath(), Map.of(), recipients);
        Message message = Messages.of(Messages.content(new byte[10]), envelope, Messages.session("127.0.0.1"));
        try (MessageStore store = open(spool, NEVER)) {
            store.begin(message).orElseThrow().toCompletableFuture().get();
        }
        assertThat(SpoolPluginTest.all(spool)).hasSize(2);
    }

    @Test
    void a_directory_that_is_named_in_a_roundabout_way_is_settled_and_restored() throws Exception {
        Path roundabout = spool.resolve("..").resolve(spool.getFileName()).resolve(".");
        try (MessageStore store = open(roundabout, NEVER)) {
            store.keep(Messages.of("x"));
        }
        assertThat(logs()).isEmpty();
        assertThat(disk.settled).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 40"})
    void a_log_that_is_mostly_full_is_settled_at_once_where_the_file_system_vouches_for_all(boolean vouches, int forced)
            throws Exception {
        disk.forcesAll = vouches;
        try (MessageStore store = open(spool, NEVER)) {
            for (int i = 0; i < 20; i++) {
                store.keep(Messages.of(new byte[250_000]));
            }
        }
        assertThat(disk.settled).hasValue(forced);
        assertThat(logs()).isEmpty();
    }

    @Test
    void what_could_not_be_settled_is_tried_again_without_another_message() throws Exception {
        disk.settlesNothing = true;
        try (MessageStore store = open(spool, AT_ONCE)) {
            store.keep(Messages.of("x"));
            await().atMost(PATIENCE).until(() -> disk.refused.get() > 0);
            disk.settlesNothing = false;

            awaitFreeLog();
        }
    }

    @Test
    void the_logs_of_a_load_are_gone_but_for_one_when_it_is_over() throws Exception {
        try (MessageStore store = open(spool, 50 * AT_ONCE)) {
            for (int i = 0; i < 100; i++) {
                store.keep(Messages.of(new byte[250_000]));
            }

            await().atMost(PATIENCE).until(() -> logs().size() == 1);
        }
    }

    @Test
    void a_file_system_is_forced_as_a_whole_only_where_its_driver_tells_of_failures() {
        assertThat(SyncCommand.forces(Path.of("/proc"))).isFalse();
        assertThat(SyncCommand.forces(spool.resolve("nowhere"))).isFalse();
    }

    private MessageStore open(Path directory, long quiet) throws IOException {
        Form form = new EmlForm(false);
        Staging staging = Staging.open(
                disk,
                Permissions.PRIVATE,
                InstantSource.system(),
                form.staging(directory),
                form.directories(directory));
        return new LoggedStore(form, staging, SpoolLog.open(staging, quiet));
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }

    /** A log that is begun anew has another number in front. */
    private void awaitFreeLog() {
        await().atMost(PATIENCE)
                .until(() -> ByteBuffer.wrap(Files.readAllBytes(logs().get(0))).getInt(Long.BYTES + Integer.BYTES) > 1);
    }

    /** A disk that may have no memory to make a log, and counts what is settled. */
    private static final class TroubledDisk extends ForcedDisk {

        private final Set<FileChannel> made = ConcurrentHashMap.newKeySet();
        private final AtomicInteger settled = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private volatile boolean settlesNothing;
        private volatile boolean takesNoLog;
        private volatile boolean forcesAll;

        /** How many of the files that were made are not closed. */
        long open() {
            return made.stream().filter(FileChannel::isOpen).count();
        }

        @Override
        public FileChannel create(Path file) throws IOException {
            if (takesNoLog && file.toString().contains(".log")) {
                throw new OutOfMemoryError("no memory");
            }
            FileChannel channel = super.create(file);
            made.add(channel);
            return channel;
        }

        @Override
        public void force(FileChannel file) throws IOException {
            if (settlesNothing && Thread.currentThread().getName().equals("spool-settler")) {
                refused.incrementAndGet();
                throw new IOException("Input/output error");
            }
            if (!made.contains(file)) {
                settled.incrementAndGet();
            }
            super.force(file);
        }

        @Override
        public boolean forceAll(Path directory) {
            return forcesAll;
        }
    }
}
