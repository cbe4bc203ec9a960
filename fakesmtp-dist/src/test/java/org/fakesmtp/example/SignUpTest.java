package org.fakesmtp.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.server.FakeSmtpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first test: software that sends mail, tested with a server that takes it or refuses it. */
class SignUpTest {

    @TempDir
    private Path spool;

    @Test
    void whoever_signs_up_gets_a_welcome() throws Exception {
        try (FakeSmtpServer server = FakeSmtpServer.builder()
                .set("listen", "localhost:0")
                .set("plugins", "spool")
                .set("spool.directory", spool.toString())
                .build()
                .start()) {

            new SignUp(server.port()).welcome("ann@example.net");

            assertThat(spooled()).contains("To: ann@example.net").contains("Welcome");
        }
    }

    @Test
    void whoever_mistypes_the_address_is_told() {
        try (FakeSmtpServer server = FakeSmtpServer.builder()
                .set("listen", "localhost:0")
                .set("plugins", "reject")
                .set("reject.typo.on", "RCPT")
                .set("reject.typo.reply", "550 5.1.1 No such user")
                .build()
                .start()) {

            assertThatThrownBy(() -> new SignUp(server.port()).welcome("ann@exmaple.net"))
                    .hasStackTraceContaining("550 5.1.1 No such user");
        }
    }

    private String spooled() throws IOException {
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(SignUpTest::text)
                    .collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
