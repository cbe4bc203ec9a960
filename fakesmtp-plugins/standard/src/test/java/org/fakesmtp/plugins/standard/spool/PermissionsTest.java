package org.fakesmtp.plugins.standard.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.fakesmtp.plugins.standard.Installed;
import org.fakesmtp.plugins.standard.LogTape;
import org.fakesmtp.plugins.standard.Messages;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read what the spool makes. */
class PermissionsTest {

    private static final int SETGID = 02000;

    @TempDir
    Path temporary;

    @BeforeEach
    void assumePosix() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    }

    @ParameterizedTest
    @CsvSource({
        "0640, eml, on, rw-r-----, rwxr-x---",
        "0640, eml, off, rw-r-----, rwxr-x---",
        "0640, maildir, on, rw-r-----, rwxr-x---",
        "640, eml, on, rw-r-----, rwxr-x---",
        "rw-r-----, eml, on, rw-r-----, rwxr-x---",
        "0644, eml, on, rw-r--r--, rwxr-xr-x",
        "0666, maildir, off, rw-rw-rw-, rwxrwxrwx",
        "0660, eml, on, rw-rw----, rwxrwx---",
        "private, eml, on, rw-------, rwx------",
        "0600, maildir, on, rw-------, rwx------",
    })
    void messages_and_folders_have_them_whatever_the_umask(
            String permissions, String format, String log, String files, String folders) throws Exception {
        Path spool = temporary.resolve("deep/spool");
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            deliver(plugin, spool, permissions, format, log);

            assertThat(List.of(spool, spool.getParent()))
                    .allSatisfy(folder -> assertThat(mode(folder)).isEqualTo(folders));
            if (format.equals("maildir")) {
                assertThat(List.of(spool.resolve("new"), spool.resolve("cur"), spool.resolve("tmp")))
                        .allSatisfy(folder -> assertThat(mode(folder)).isEqualTo(folders));
            }
            assertThat(SpoolPluginTest.visible(spool, ""))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo(files));
        }
    }

    @Test
    void logs_and_locks_stay_private() throws Exception {
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            deliver(plugin, temporary, "0644", "eml", "on");

            assertThat(SpoolPluginTest.all(temporary).stream()
                            .filter(file -> file.getFileName().toString().startsWith(".run-")))
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void inherited_ones_are_those_of_any_program() throws Exception {
        Path spool = temporary.resolve("spool");
        Path file = Files.createFile(temporary.resolve("any"));
        Path folder = Files.createDirectory(temporary.resolve("any.d"));
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            deliver(plugin, spool, "inherit", "eml", "on");

            assertThat(mode(spool)).isEqualTo(mode(folder));
            assertThat(SpoolPluginTest.visible(spool, ""))
                    .hasSize(2)
                    .allSatisfy(message -> assertThat(mode(message)).isEqualTo(mode(file)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inherit", "0640"})
    void folder_with_the_setgid_bit_hands_it_and_its_group_on(String permissions) throws Exception {
        Files.setAttribute(temporary, "unix:mode", SETGID | 0770);
        assumeTrue(hasSetgid(temporary));
        Path spool = temporary.resolve("spool");
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            deliver(plugin, spool, permissions, "eml", "on");

            assertThat(hasSetgid(spool)).isTrue();
            assertThat(SpoolPluginTest.visible(spool, ""))
                    .allSatisfy(message -> assertThat(Files.getAttribute(message, "unix:gid"))
                            .isEqualTo(Files.getAttribute(temporary, "unix:gid")));
        }
    }

    @Test
    void what_is_restored_has_them_too() throws Exception {
        CrashedSpool crashed = CrashedSpool.make(
                Files.createDirectory(temporary.resolve("first")), Files.createDirectory(temporary.resolve("then")), 1);
        Path then = temporary.resolve("then");
        Files.write(then.resolve(".run-0123456789ab-1.log"), crashed.log());
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            install(plugin, Map.of("spool.directory", then.toString(), "spool.permissions", "0644"));
        }
        assertThat(SpoolPluginTest.visible(then, ""))
                .hasSize(2)
                .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-r--r--"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public | is neither private, nor inherit, nor permissions of files such as 0640 or rw-r-----",
                "'' | is neither private",
                "64 | is neither private",
                "00640 | is neither private",
                "1640 | is neither private",
                "0680 | is neither private",
                "rw-r--- | is neither private",
                "rw-r----- x | is neither private",
                "0755 | lets messages be run as programs",
                "rwxr-x--- | lets messages be run as programs",
                "0440 | keeps the server from reading and writing its own files, unlike 0640",
                "0200 | keeps the server from reading and writing its own files",
            })
    void value_that_makes_no_sense_is_an_error_with_its_place(String value, String says) {
        assertThatThrownBy(() -> install(
                        new SpoolPlugin(), Map.of("spool.directory", temporary.toString(), "spool.permissions", value)))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("settings: spool.permissions: '" + value + "' " + says);
    }

    @Test
    void file_system_that_does_not_keep_them_is_an_error_unless_they_are_inherited() throws Exception {
        assertThatThrownBy(() -> start("0640"))
                .isInstanceOf(SettingException.class)
                .hasMessage("settings: spool.permissions: '0640': the file system of '" + temporary
                        + "' does not keep permissions, which inherit leaves to it");
        start("inherit");
        try (LogTape tape = new LogTape(SpoolPlugin.class.getName())) {
            start("private");
            assertThat(tape.lines())
                    .contains("WARN settings: spool.permissions: 'private': the file system of '" + temporary
                            + "' does not keep permissions, which inherit leaves to it");
        }
        assertThat(SpoolPluginTest.all(temporary)).isEmpty();
    }

    private void start(String permissions) {
        try (SpoolPlugin plugin = new SpoolPlugin(new CarelessDisk(), InstantSource.system())) {
            install(plugin, Map.of("spool.directory", temporary.toString(), "spool.permissions", permissions));
        }
    }

    private static void deliver(SpoolPlugin plugin, Path spool, String permissions, String format, String log)
            throws Exception {
        Map<String, String> settings = Map.of(
                "spool.directory", spool.toString(),
                "spool.permissions", permissions,
                "spool.format", format,
                "spool.log", log);
        install(plugin, settings).sinks.get(0).deliver(Messages.of("x"));
    }

    private static Installed install(SpoolPlugin plugin, Map<String, String> settings) {
        return Installed.install(plugin, settings);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static boolean hasSetgid(Path folder) throws IOException {
        return ((int) Files.getAttribute(folder, "unix:mode") & SETGID) != 0;
    }

    /** A disk whose file system gives everybody all rights, as those of sticks and some shares do. */
    private static final class CarelessDisk extends ForcedDisk {

        @Override
        public FileChannel create(Path file, Permissions permissions) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
            return channel;
        }
    }
}
