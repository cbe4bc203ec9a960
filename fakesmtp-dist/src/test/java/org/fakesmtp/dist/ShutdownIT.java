package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a server that is asked to end by a signal. It is a success. */
class ShutdownIT {

    private static final String GOODBYE = "421 4.3.2 localhost is shutting down";

    private static final Dist DIST = Dist.shared();

    @TempDir
    static Path temporary;

    @Test
    void idle_session_is_told_and_a_message_in_flight_is_taken() throws Exception {
        Server server = start("patient");
        try (Dialogue idle = new Dialogue(server.port());
                Dialogue busy = new Dialogue(server.port())) {
            idle.line();
            sendHalfAMessage(busy);

            server.terminate();

            assertThat(idle.line()).isEqualTo(GOODBYE);
            assertThat(idle.line()).isEqualTo(Dialogue.CLOSED);
            busy.say("World");
            assertThat(busy.ask(".")).startsWith("250 2.0.0 Ok");
            assertThat(busy.line()).isEqualTo(GOODBYE);
            assertThat(busy.line()).isEqualTo(Dialogue.CLOSED);
            assertThat(server.exitCode()).isZero();
            assertThat(new Spool(temporary.resolve("patient/spool")).takeOnly().content())
                    .asString()
                    .endsWith("\r\n\r\nHello\r\nWorld\r\n");
        }
    }

    @Test
    void message_that_takes_longer_than_the_grace_is_given_up() throws Exception {
        Server server = start("impatient", "--set", "shutdown-grace=100ms");
        try (Dialogue busy = new Dialogue(server.port())) {
            sendHalfAMessage(busy);

            server.terminate();

            assertThat(server.exitCode()).isZero();
            assertThat(temporary.resolve("impatient/spool")).doesNotExist();
        }
    }

    private static Server start(String name, String... arguments) throws Exception {
        return Server.start(
                temporary.resolve(name),
                DIST.fakesmtp("--listen", "localhost:0").and(arguments));
    }

    private static void sendHalfAMessage(Dialogue dialogue) throws Exception {
        dialogue.line();
        dialogue.ask("HELO client.test");
        dialogue.ask("MAIL FROM:<ann@client.test>");
        dialogue.ask("RCPT TO:<bob@server.test>");
        assertThat(dialogue.ask("DATA")).startsWith("354");
        dialogue.say("Subject: A test", "", "Hello");
    }
}
