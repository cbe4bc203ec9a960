package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** swaks says by XCLIENT for whom it speaks, and meets the rules about that client. */
class XClientIT {

    private static final String SPOKEN_FOR = "ADDR=192.0.2.9 NAME=mail.example.org PORT=4711 LOGIN=ann";

    @TempDir
    Path temporary;

    @Test
    void rules_meet_the_client_that_swaks_speaks_for() throws Exception {
        Command fakesmtp = Dist.shared()
                .fakesmtp("--set", "plugins=spool, reject", "--listen", "localhost:0")
                .and("--set", "xclient.trusted=127.0.0.1, ::1")
                .and("--set", "reject.spam.on=RCPT", "--set", "reject.spam.when.client=198.51.100.0/24")
                .and("--set", "reject.spam.reply=550 5.7.1 ${client} is a spammer");
        try (Server server = Server.start(temporary, fakesmtp)) {
            Command.Run taken = swaks(server.port(), SPOKEN_FOR).run();
            Command.Run refused = swaks(server.port(), "ADDR=198.51.100.3").run();

            assertThat(taken.exit()).as(taken.out() + taken.err()).isZero();
            assertThat(taken.out())
                    .contains("XCLIENT NAME ADDR PORT PROTO HELO LOGIN")
                    .contains("<-  220 localhost");
            assertThat(refused.out()).contains("550 5.7.1 198.51.100.3 is a spammer");
            Spool.Spooled stored = new Spool(temporary.resolve("spool")).takeOnly();
            assertThat(stored.envelope())
                    .contains("\"client\": \"192.0.2.9\"", "\"port\": 4711", "\"clientName\": \"mail.example.org\"");
        }
    }

    private static Command swaks(int port, String attributes) {
        return Tools.command("swaks")
                .and("--server", "localhost", "--port", String.valueOf(port), "--helo", "client.test")
                .and("--from", "a@client.test", "--to", "b@server.test", "--xclient", attributes);
    }
}
