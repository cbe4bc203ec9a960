package org.fakesmtp.plugins.standard.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.plugins.standard.Installed;
import org.fakesmtp.plugins.standard.Messages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedSpoolTest {

    private static final String OTHER = "0123456789ab";
    private static final int WRITERS = 8;
    private static final int EACH = 200;

    @TempDir
    Path spool;

    private Path staging = Path.of("");

    @BeforeEach
    void makeStaging() throws IOException {
        staging = Files.createDirectory(spool.resolve(".tmp"));
    }

    @Test
    void what_many_deliver_at_once_is_all_there() throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            deliverAll(start(plugin));
        }

        Set<String> contents = new HashSet<>();
        for (Path file : SpoolPluginTest.visible(spool, ".eml")) {
            contents.add(Files.readString(file));
        }
        assertThat(contents).hasSize(WRITERS * EACH);
        assertThat(SpoolPluginTest.all(spool)).hasSize(2 * WRITERS * EACH);
    }

    @Test
    void what_a_dead_run_left_is_removed_and_everything_else_stays() throws Exception {
        Path lock = Files.createFile(staging.resolve(".run-" + OTHER + ".lock"));
        Path left = Files.createFile(staging.resolve("." + OTHER + "-17.eml.part"));
        Path lockless = Files.createFile(staging.resolve(".ba9876543210-1.json.part"));
        Path ofOthers = Files.createFile(staging.resolve(".hidden.part"));
        Path message = Files.createFile(spool.resolve("20261122T175335.123456Z-" + OTHER + "-000001.eml"));

        try (SpoolPlugin plugin = new SpoolPlugin()) {
            start(plugin);
            assertThat(List.of(left, lock, lockless)).noneMatch(Files::exists);
            assertThat(List.of(ofOthers, message)).allMatch(Files::exists);
        }
    }

    @Test
    void a_server_of_the_same_jvm_keeps_its_files_when_another_one_starts() throws Exception {
        try (SpoolPlugin first = new SpoolPlugin();
                SpoolPlugin second = new SpoolPlugin()) {
            start(first);
            String run = lockFiles().get(0).replaceAll("\\.run-|\\.lock", "");
            Path writing = Files.createFile(staging.resolve("." + run + "-1.eml.part"));

            start(second);

            assertThat(writing).exists();
            assertThat(lockFiles()).hasSize(2).contains(".run-" + run + ".lock");
        }
    }

    @Test
    void a_server_of_another_jvm_keeps_its_files_until_it_dies() throws Exception {
        Path lock = staging.resolve(".run-" + OTHER + ".lock");
        Path writing = Files.createFile(staging.resolve("." + OTHER + "-1.eml.part"));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            assertThat(other.getInputStream().read()).isEqualTo('L');
            start(plugin);
            assertThat(List.of(writing, lock)).allMatch(Files::exists);
        } finally {
            other.destroyForcibly().waitFor();
        }

        try (SpoolPlugin plugin = new SpoolPlugin()) {
            start(plugin);
            assertThat(List.of(writing, lock)).noneMatch(Files::exists);
        }
    }

    @Test
    void hidden_directory_that_another_server_takes_away_as_it_ends_is_made_again() throws Exception {
        Disk disk = new ForcedDisk() {
            private boolean taken;

            @Override
            public FileChannel create(Path file) throws IOException {
                if (!taken) {
                    taken = true;
                    Files.delete(staging);
                }
                return super.create(file);
            }
        };
        try (Staging started =
                Staging.open(disk, Permissions.PRIVATE, InstantSource.system(), staging, List.of(spool, staging))) {
            assertThat(lockFiles()).hasSize(1);
            assertThat(started.spool()).isEqualTo(spool);
        }
        assertThat(staging).doesNotExist();
    }

    private MessageSink start(SpoolPlugin plugin) {
        return Installed.install(plugin, Map.of("spool.directory", spool.toString(), "spool.trace", "off"))
                .sinks
                .get(0);
    }

    private static void deliverAll(MessageSink sink) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<Delivery>> all = IntStream.range(0, WRITERS * EACH)
                    .<Callable<Delivery>>mapToObj(i -> () -> sink.deliver(Messages.of("message " + i)))
                    .toList();
            for (Future<Delivery> delivered : writers.invokeAll(all)) {
                assertThat(delivered.get()).isEqualTo(Delivery.taken());
            }
        } finally {
            writers.shutdown();
        }
    }

    private List<String> lockFiles() throws IOException {
        return SpoolPluginTest.all(spool).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".lock"))
                .toList();
    }

    /** Holds a lock until it is killed. */
    static final class LockHolder {

        private LockHolder() {}

        public static void main(String[] args) throws IOException {
            try (FileChannel file = FileChannel.open(
                            Path.of(args[0]), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    FileLock lock = file.lock()) {
                System.out.print(lock.isValid() ? 'L' : '-');
                System.out.flush();
                int end = System.in.read();
                System.exit(end);
            }
        }
    }
}
