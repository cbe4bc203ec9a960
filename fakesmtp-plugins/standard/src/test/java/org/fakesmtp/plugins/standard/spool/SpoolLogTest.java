package org.fakesmtp.plugins.standard.spool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.plugins.standard.Installed;
import org.fakesmtp.plugins.standard.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolLogTest {

    @TempDir
    Path spool;

    @TempDir
    Path crashed;

    private final FailingDisk disk = new FailingDisk();

    @Test
    void a_lost_a_torn_and_a_whole_file_are_whole_after_a_crash_and_the_log_is_gone() throws Exception {
        crash("eml", "lost", "torn", "whole");
        Path lost = containing("lost");
        Path torn = containing("torn");
        Files.delete(lost);
        Files.write(torn, new byte[4]);

        restart("eml");

        assertThat(lost).hasContent("lost");
        assertThat(torn).hasContent("torn");
        assertThat(SpoolPluginTest.all(crashed)).hasSize(6);
    }

    @Test
    void a_torn_end_of_the_log_is_not_restored_and_what_is_before_it_is_and_the_log_is_kept() throws Exception {
        crash("eml", "first", "second");
        Path first = containing("first");
        Path second = containing("second");
        Files.delete(first);
        Files.delete(second);
        byte[] log = Files.readAllBytes(log());
        log[lastOf(log, "second")] ^= 1;
        Files.write(log(), log);

        restart("eml");

        assertThat(first).hasContent("first");
        assertThat(second).doesNotExist();
        assertThat(SpoolPluginTest.all(crashed))
                .anyMatch(file -> file.toString().endsWith("-1.log.damaged"));
    }

    @Test
    void a_message_that_a_mail_reader_has_moved_is_not_restored() throws Exception {
        crash("maildir", "read");
        Path message = containing("read");
        Files.createDirectory(crashed.resolve("cur"));
        Files.move(message, crashed.resolve("cur").resolve(message.getFileName() + ":2,S"));

        restart("maildir");

        assertThat(message).doesNotExist();
    }

    @Test
    void what_was_taken_away_stays_away_after_a_clean_stop() throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            start(plugin, spool, "eml").deliver(Messages.of("x"));
            for (Path file : SpoolPluginTest.visible(spool, "")) {
                Files.delete(file);
            }
        }
        assertThat(SpoolPluginTest.all(spool)).isEmpty();
    }

    @Test
    void a_force_that_fails_goes_up_and_leaves_nothing_and_the_next_message_is_taken() throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin(disk, InstantSource.system())) {
            MessageSink sink = start(plugin, spool, "eml");
            sink.deliver(Messages.of("before"));
            disk.failing = true;

            assertThatThrownBy(() -> sink.deliver(Messages.of("x"))).isInstanceOf(IOException.class);
            disk.failing = false;
            assertThat(SpoolPluginTest.visible(spool, ".eml")).hasSize(1);
            assertThat(sink.deliver(Messages.of("after"))).isEqualTo(Delivery.taken());
        }
        assertThat(SpoolPluginTest.all(spool)).hasSize(4);
    }

    @Test
    void a_log_that_someone_removes_is_made_anew() throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            MessageSink sink = start(plugin, spool, "eml");
            sink.deliver(Messages.of("before"));
            for (Path file : SpoolPluginTest.all(spool)) {
                Files.delete(file);
            }

            assertThat(sink.deliver(Messages.of("after"))).isEqualTo(Delivery.taken());
            assertThat(SpoolPluginTest.visible(spool, ".eml")).hasSize(1);
            assertThat(SpoolPluginTest.all(spool))
                    .anyMatch(file -> file.toString().endsWith(".log"));
        }
    }

    /** Copies what a server leaves that is killed. */
    private void crash(String format, String... contents) throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            MessageSink sink = start(plugin, spool, format);
            for (String content : contents) {
                sink.deliver(Messages.of(content));
            }
            for (Path file : SpoolPluginTest.all(spool)) {
                String name =
                        spool.relativize(file).toString().replaceFirst("\\.run-[0-9a-f]{12}", ".run-0123456789ab");
                Path copy = crashed.resolve(name);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private void restart(String format) {
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            start(plugin, crashed, format);
        }
    }

    private static MessageSink start(SpoolPlugin plugin, Path directory, String format) {
        Map<String, String> settings = Map.of(
                "spool.directory",
                directory.toString(),
                "spool.format",
                format,
                "spool.trace",
                "off",
                "spool.log",
                "on");
        return Installed.install(plugin, settings).sinks.get(0);
    }

    private Path containing(String content) throws IOException {
        for (Path file : SpoolPluginTest.all(crashed)) {
            if (Files.size(file) == content.length() && Files.readString(file).equals(content)) {
                return file;
            }
        }
        throw new AssertionError(content + " is nowhere");
    }

    private Path log() throws IOException {
        return SpoolPluginTest.all(crashed).stream()
                .filter(file -> file.toString().endsWith(".log"))
                .findFirst()
                .orElseThrow();
    }

    private static int lastOf(byte[] log, String text) {
        return new String(log, ISO_8859_1).lastIndexOf(text);
    }

    /** A disk that forces nothing while it fails. */
    private static final class FailingDisk extends ForcedDisk {

        private volatile boolean failing;

        @Override
        public void force(FileChannel file) throws IOException {
            if (failing) {
                throw new IOException("Input/output error");
            }
            super.force(file);
        }

        @Override
        public void forceContent(FileChannel file) throws IOException {
            force(file);
        }
    }
}
