package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.fakesmtp.server.TcpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a session that the server closes. */
class ClosingTest {

    @ParameterizedTest
    @ValueSource(strings = {"QUIT", "NOOP"})
    void client_reads_the_last_reply_though_it_sent_much_behind_it(String last) {
        try (Rig rig = new Rig().rule("NOOP", "reply 421 4.3.0 Enough").start();
                TcpClient client = rig.greeted()) {
            client.send(last + "\r\n" + "x".repeat(200_000));
            assertThat(client.rest()).singleElement().asString().matches("(221|421) .*");
        }
    }

    @Test
    void client_that_never_stops_sending_after_the_end_is_cut_off() {
        try (Rig rig = new Rig().start();
                TcpClient client = rig.greeted()) {
            client.ask("QUIT");
            String much = "x".repeat(1024 * 1024);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            client.send(much);
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void client_that_has_said_quit_is_not_waited_for() {
        try (Rig rig = new Rig().start();
                TcpClient client = rig.greeted()) {
            assertThat(client.ask("QUIT")).startsWith("221 ");
            await().until(() -> rig.connections().isEmpty());
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void client_that_never_closes_its_side_is_cut_off() {
        try (Rig rig = new Rig().rule("NOOP", "reply 421 4.3.0 Enough").start();
                TcpClient client = rig.greeted()) {
            client.ask("NOOP");
            await().until(() -> rig.timers.pending() == 1);
            rig.timers.advance(Wire.DRAIN_TIME.minusMillis(1));
            assertThat(rig.connections()).hasSize(1);
            rig.timers.advance(Duration.ofMillis(1));
            await().until(() -> rig.connections().isEmpty());
        }
    }

    @Test
    void client_that_closes_after_quit_leaves_no_timer_behind() {
        try (Rig rig = new Rig().start();
                TcpClient client = rig.greeted()) {
            client.ask("QUIT");
            client.finish();
            await().until(() -> rig.connections().isEmpty() && rig.timers.pending() == 0);
        }
    }
}
