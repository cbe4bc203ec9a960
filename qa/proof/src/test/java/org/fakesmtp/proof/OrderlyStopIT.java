package org.fakesmtp.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fakesmtp.dist.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that is asked to end while clients send. */
class OrderlyStopIT {

    private static final int SESSIONS = 8;
    private static final int ROUNDS = 2;
    private static final int ACKNOWLEDGEMENTS = 100;
    private static final int RESTARTS = 5;

    @TempDir
    private Path temporary;

    static List<Variant> ways() {
        return Variant.ALL;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_was_acknowledged_is_there_when_the_server_has_ended(Variant variant)
            throws IOException, InterruptedException {
        Ledger ledger = new Ledger();
        SpoolServer spooling = new SpoolServer(temporary, temporary.resolve("spool"), variant.settings());
        for (int i = 0; i < ROUNDS; i++) {
            new Round(SESSIONS, ACKNOWLEDGEMENTS, i).play(spooling.start(), ledger, Server::close);

            Findings findings = new Inspection(spooling.spool(), ledger).take();

            assertThat(findings.areGood()).as(findings.wrong()).isTrue();
            assertThat(findings.alone()).isZero();
            assertThat(findings.whole()).isGreaterThanOrEqualTo(ACKNOWLEDGEMENTS);
        }
    }

    @Test
    void next_server_gets_the_port_at_once() throws IOException {
        Restarts.play(temporary, RESTARTS);
    }
}
