package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipes, folders and giants where a file is to be: no start waits for ever, or uses up all memory. */
@Timeout(60)
class OddFilesTest {

    private static final String NO_FILE = "it is a pipe, a socket or a device";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"auth.mode", "tls.certificate", "tls.keystore", "tls.trust"})
    void pipe_that_is_to_be_read_is_an_error(String key) throws Exception {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .set("tls.mode", "starttls")
                .set(key, pipe("pipe").toString());
        if (key.equals("tls.certificate")) {
            builder.set("tls.key", folder.resolve("pipe").toString());
        }
        assertThatThrownBy(builder::build).isInstanceOf(SettingException.class).hasMessageContaining(NO_FILE);
    }

    @Test
    void pipe_in_the_place_of_the_settings_is_an_error() throws Exception {
        Path pipe = pipe("fakesmtp.properties");
        assertThatThrownBy(() -> FakeSmtpServer.builder()
                        .configure(layers -> layers.file(pipe))
                        .build())
                .isInstanceOf(SettingException.class)
                .hasMessage(pipe + ": cannot be read: " + NO_FILE);
    }

    @Test
    void users_file_of_a_terabyte_is_an_error() throws Exception {
        Path giant = folder.resolve("users");
        try (RandomAccessFile file = new RandomAccessFile(giant.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertThatThrownBy(() -> FakeSmtpServer.builder()
                        .set("auth.mode", giant.toString())
                        .build())
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("set: auth.mode: ")
                .hasMessageEndingWith("it has 1099511627776 octets, and may have 67108864");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "folder"})
    void place_of_the_authority_that_is_no_file_is_an_error_and_stays(String what) throws Exception {
        Path place = make(what, folder.resolve("ca.pem"));
        FakeSmtpServer server = FakeSmtpServer.builder()
                .set("listen", "127.0.0.1:0")
                .set("tls.mode", "starttls")
                .set("tls.cache", folder.resolve("cache").toString())
                .set("tls.ca-file", place.toString())
                .build();
        assertThatThrownBy(server::start)
                .isInstanceOf(SettingException.class)
                .hasMessage("set: tls.ca-file: '" + place + "' cannot be written: it is there already, and is no file");
        assertThat(Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"pipe, lock", "folder, lock", "pipe, ca.p12", "folder, ca.p12"})
    void cache_with_odd_files_in_it_is_told_and_the_server_has_a_certificate(String what, String name)
            throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        make(what, cache.resolve(name));
        try (LogTape tape = new LogTape("org.fakesmtp.server.tls.CertificateCache");
                FakeSmtpServer server = FakeSmtpServer.builder()
                        .set("listen", "127.0.0.1:0")
                        .set("tls.mode", "starttls")
                        .set("tls.cache", cache.toString())
                        .build()
                        .start()) {
            assertThat(server.caCertificate()).isNotNull();
            assertThat(tape.lines()).anyMatch(line -> line.contains(cache.toString()));
        }
    }

    private Path make(String what, Path place) throws Exception {
        return what.equals("pipe") ? pipe(folder.relativize(place).toString()) : Files.createDirectory(place);
    }

    private Path pipe(String name) throws Exception {
        Path pipe = folder.resolve(name);
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "needs mkfifo");
        return pipe;
    }
}
