package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose system says of every force that the disk has failed. */
class FailingDiskIT {

    private static final Dist DIST = Dist.shared();

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void force_that_fails_is_never_a_250_and_the_service_goes_on_when_the_disk_does(String log) throws Exception {
        Tools.need("strace");
        try (Server server = Server.start(
                        temporary.resolve("server"),
                        DIST.fakesmtp("--listen", "localhost:0", "--set", "spool.log=" + log));
                Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            dialogue.ask("HELO client.test");
            Spool spool = new Spool(temporary.resolve("server/spool"));
            assertThat(reply(dialogue)).startsWith("250 ");

            Process strace = failForces(server);
            for (int i = 0; i < 3; i++) {
                assertThat(reply(dialogue)).startsWith("451 ");
            }
            strace.destroy();
            strace.waitFor();

            assertThat(spool.count()).isEqualTo(1);
            assertThat(reply(dialogue)).startsWith("250 ");
            assertThat(spool.count()).isEqualTo(2);
        }
    }

    /** From when it returns on, no force of the server succeeds. */
    private Process failForces(Server server) throws Exception {
        Path said = temporary.resolve("strace");
        Process strace = new Command("strace", "-f", "-o", "/dev/null", "-e", "inject=fsync,fdatasync:error=EIO")
                .and("-p", Long.toString(server.pid()))
                .start(temporary.resolve("strace.out"), said);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !strace.isAlive() || Files.readString(said).contains("attached"));
        Tools.need("strace that may attach", strace.isAlive());
        return strace;
    }

    private static String reply(Dialogue dialogue) throws Exception {
        dialogue.ask("MAIL FROM:<ann@client.test>");
        dialogue.ask("RCPT TO:<bob@server.test>");
        dialogue.ask("DATA");
        return dialogue.say("Subject: A test", "", "Hello").ask(".");
    }
}
