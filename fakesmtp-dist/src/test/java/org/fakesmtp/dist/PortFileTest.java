package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fakesmtp.server.FakeSmtpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file with the port of a server. */
@Timeout(60)
class PortFileTest {

    @TempDir
    private Path folder;

    @Test
    void another_one_is_replaced_and_nothing_else_is_left() throws Exception {
        Path file = Files.writeString(folder.resolve("port"), "1\n");
        try (FakeSmtpServer server = started()) {
            PortFile.write(file, server);

            assertThat(file).hasContent(server.port() + "\n");
        }
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void what_is_no_file_stays_and_is_an_error() throws Exception {
        Path pipe = folder.resolve("pipe");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "needs mkfifo");
        try (FakeSmtpServer server = started()) {
            for (Path place : new Path[] {pipe, folder, Path.of("/dev/null")}) {
                assertThatThrownBy(() -> PortFile.write(place, server))
                        .isInstanceOf(FileSystemException.class)
                        .hasMessageEndingWith("it is there already, and is no file");
            }
        }
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    private static FakeSmtpServer started() {
        return FakeSmtpServer.builder().set("listen", "localhost:0").build().start();
    }
}
