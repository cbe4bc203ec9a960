package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fakesmtp.server.journal.JournalFile;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file that sessions are written to, and what may happen to it. */
@Timeout(60)
class JournalFileTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("sessions.jsonl");
    }

    @Test
    void only_its_owner_may_read_a_new_one() throws Exception {
        assumePosix();
        try (FakeSmtpServer server = started(file())) {
            session(server, file(), 1);
        }
        assertThat(mode(file())).isEqualTo("rw-------");
    }

    @Test
    void one_that_is_there_keeps_its_permissions_also_when_it_is_made_again() throws Exception {
        assumePosix();
        Files.setPosixFilePermissions(Files.createFile(file()), PosixFilePermissions.fromString("rw-rw-r--"));
        try (FakeSmtpServer server = started(file())) {
            session(server, file(), 1);
            Files.delete(file());
            session(server, file(), 1);
        }
        assertThat(mode(file())).isEqualTo("rw-rw-r--");
    }

    @Test
    void one_that_was_renamed_is_made_again_and_no_session_is_missing() throws Exception {
        Path renamed = folder.resolve("sessions.jsonl.1");
        try (FakeSmtpServer server = started(file())) {
            session(server, file(), 1);
            session(server, file(), 2);
            Files.move(file(), renamed);
            session(server, file(), 1);
        }
        assertThat(Files.readAllLines(renamed)).hasSize(2);
        assertThat(Files.readAllLines(file())).hasSize(1);
    }

    @Test
    void one_that_was_removed_is_made_again() throws Exception {
        try (FakeSmtpServer server = started(file())) {
            session(server, file(), 1);
            Files.delete(file());
            session(server, file(), 1);
            session(server, file(), 2);
        }
    }

    @Test
    void another_file_of_its_name_is_taken() throws Exception {
        try (FakeSmtpServer server = started(file())) {
            session(server, file(), 1);
            Files.move(file(), folder.resolve("rotated"));
            Files.writeString(file(), "a line\n");
            session(server, file(), 2);
        }
    }

    @Test
    void one_that_was_emptied_is_written_from_its_beginning() throws Exception {
        try (FakeSmtpServer server = started(file())) {
            session(server, file(), 1);
            Files.write(file(), new byte[0]);
            session(server, file(), 1);
        }
        assertThat(Files.readString(file())).startsWith("{");
    }

    @Test
    void one_whose_folder_goes_is_told_once_counted_and_made_again_when_the_folder_is_back() throws Exception {
        Path inner = folder.resolve("inner/sessions.jsonl");
        Files.createDirectory(inner.getParent());
        try (LogTape tape = new LogTape(JournalFile.class.getName())) {
            try (FakeSmtpServer server = started(inner)) {
                session(server, inner, 1);
                Files.delete(inner);
                Files.delete(inner.getParent());
                visit(server);
                String error = "ERROR " + inner + ": cannot be written: there is no folder '" + inner.getParent() + "'";
                await().until(() -> tape.lines().contains(error));
                visit(server);
                Files.createDirectory(inner.getParent());
                await().until(() -> {
                    visit(server);
                    return Files.exists(inner);
                });
                assertThat(tape.lines()).containsOnlyOnce(error);
            }
            assertThat(tape.lines())
                    .anyMatch(line -> line.matches(".* \\d+ sessions are missing, the disk did not keep up or failed"));
        }
    }

    @Test
    void full_disk_is_told_once_and_counted_and_cuts_no_line() throws Exception {
        Path mount = Files.createDirectory(folder.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mount.toString()), "needs to mount a tmpfs");
        Path small = mount.resolve("sessions.jsonl");
        Path filler = mount.resolve("filler");
        try (LogTape tape = new LogTape(JournalFile.class.getName())) {
            try (FakeSmtpServer server = started(small)) {
                session(server, small, 1);
                fill(filler);
                String error = "ERROR " + small + ": cannot be written: No space left on device";
                await().until(() -> {
                    visit(server);
                    return tape.lines().contains(error);
                });
                visit(server);
                Files.delete(filler);
                List<String> before = Files.readAllLines(small);
                await().until(() -> {
                    visit(server);
                    return Files.readAllLines(small).size() > before.size();
                });
                assertThat(tape.lines()).containsOnlyOnce(error);
            }
            assertThat(tape.lines()).anyMatch(line -> line.matches(".* \\d+ sessions are missing.*"));
            assertThat(Files.readAllLines(small)).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        } finally {
            run("umount", mount.toString());
        }
    }

    @Test
    void place_where_no_file_can_be_is_an_error_with_its_origin_and_nothing_waits() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(run("mkfifo", pipe.toString()), "needs mkfifo");
        Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);

        assertRefused(pipe.toString(), "'" + pipe + "' cannot be written: it is a pipe, a socket or a disk");
        assertRefused(link.toString(), "'" + link + "' cannot be written: it is a pipe, a socket or a disk");
        assertRefused(folder.toString(), "'" + folder + "' cannot be written: it is a folder");
        assertRefused(
                folder.resolve("no/journal").toString(),
                "'" + folder.resolve("no/journal") + "' cannot be written: there is no folder '" + folder.resolve("no")
                        + "'");
        assertRefused("", "needs the path of a file, such as sessions.jsonl");
        assertRefused("a\0b", "'a\\x00b' is no path of a file: Nul character not allowed");
    }

    @Test
    void place_that_the_system_refuses_is_an_error_with_its_origin() {
        assumeTrue(Files.isDirectory(Path.of("/proc/1")));
        FakeSmtpServer.Builder builder = RuleText.server("fault.no.on", "RSET", "fault.no.answer", "close")
                .set("journal.file", "/proc/journal");

        assertThatThrownBy(() -> builder.build().start())
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("set: journal.file: '/proc/journal' cannot be written: ")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void device_that_takes_all_is_a_file_too() {
        assumeTrue(Files.exists(Path.of("/dev/null")));
        try (FakeSmtpServer server = started(Path.of("/dev/null"))) {
            visit(server);
        }
    }

    private static void assertRefused(String value, String says) {
        FakeSmtpServer.Builder builder = RuleText.server("fault.no.on", "RSET", "fault.no.answer", "close")
                .set("journal.file", value);
        assertThatThrownBy(builder::build)
                .isInstanceOf(SettingException.class)
                .hasMessage("set: journal.file: " + says);
    }

    private static FakeSmtpServer started(Path journal) {
        return RuleText.server("fault.no.on", "RSET", "fault.no.answer", "close")
                .set("journal.file", journal.toString())
                .build()
                .start();
    }

    /** A session, after which the journal has so many lines. */
    private static void session(FakeSmtpServer server, Path journal, int lines) {
        visit(server);
        await().until(() -> Files.exists(journal) && Files.readAllLines(journal).size() == lines);
    }

    private static void visit(FakeSmtpServer server) {
        try (TcpClient client = new TcpClient(server.port())) {
            client.reply();
            client.ask("QUIT");
        }
    }

    private static void fill(Path filler) throws IOException {
        List<byte[]> blocks = List.of(new byte[60_000], new byte[4096], new byte[4096], new byte[4096]);
        for (byte[] block : blocks) {
            try {
                Files.write(filler, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void assumePosix() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
