package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fakesmtp lint}. */
class LintIT {

    private static final Dist DIST = Dist.shared();

    @TempDir
    private Path folder;

    private Server lint() throws IOException {
        return Server.start(folder, DIST.fakesmtp("lint", "--listen", "localhost:0"));
    }

    private static void send(Server server, String content) throws IOException {
        try (Dialogue client = new Dialogue(server.port())) {
            client.line();
            for (String command : new String[] {
                "HELO a.test", "MAIL FROM:<a@a.test>", "RCPT TO:<b@b.test>", "DATA", content + "\r\n.", "QUIT"
            }) {
                client.ask(command);
            }
        }
    }

    @Test
    void client_that_does_all_right_gets_exit_code_0() throws IOException {
        Server server = lint();
        send(server, "Date: Wed, 25 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@a.test>\r\n\r\nHi");

        assertThat(server.exitCode()).isZero();
        assertThat(server.out()).endsWith("errors: 0, notes: 0\n");
    }

    @Test
    void client_that_does_wrong_is_told_what_and_gets_exit_code_4() throws IOException {
        Server server = lint();
        send(server, "Subject: Hi\r\n\r\nHi");

        assertThat(server.exitCode()).isEqualTo(4);
        assertThat(server.out()).endsWith("""
                        error: s1: missing-date: the message has no Date (RFC 5322, section 3.6)
                        note: s1: missing-message-id: the message has no Message-ID (RFC 5322, section 3.6.4)
                        errors: 1, notes: 1
                        """);
    }
}
