package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.fakesmtp.server.FakeSmtpServer;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;

/** What clients find while a server is down. */
class OutageTest {

    private static final int SHORT = 200;

    private final Steps time = new Steps();

    @Test
    void client_is_refused_again_and_again_when_the_server_flaps() throws IOException {
        try (FakeSmtpServer server = server("mode=refuse", "after=10s", "for=20s", "every=60s")) {
            assertServes(server);
            time.pass(Duration.ofSeconds(10));
            assertRefuses(server);
            time.pass(Duration.ofSeconds(20));
            assertServes(server);
            time.pass(Duration.ofSeconds(40));
            assertRefuses(server);
            time.pass(Duration.ofSeconds(20));
            assertServes(server);
        }
    }

    @Test
    void server_that_is_down_from_the_beginning_is_down_when_it_has_started() {
        try (FakeSmtpServer server = server("for=0")) {
            assertRefuses(server);
        }
    }

    @Test
    void silent_server_takes_connections_and_never_greets() throws IOException {
        try (FakeSmtpServer server = server("mode=silent", "for=20s")) {
            assertSilent(server);
            time.pass(Duration.ofSeconds(20));
            assertServes(server);
        }
    }

    @Test
    void client_in_the_backlog_is_served_when_the_outage_ends() throws IOException {
        try (FakeSmtpServer server = server("mode=backlog", "for=20s")) {
            assertSilent(server);
            try (Dialogue waiting = new Dialogue(server.port())) {
                time.pass(Duration.ofSeconds(20));
                assertThat(waiting.line()).startsWith("220 ");
            }
        }
    }

    @Test
    void times_and_listeners_that_make_no_sense_are_refused() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> server("for=20s", "every=10s"))
                .withMessageContaining("comes again after a longer time");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> server("listener=defualt"))
                .withMessageContaining("did you mean default?");
    }

    private FakeSmtpServer server(String... settings) {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .set("listen", "127.0.0.1:0")
                .set("plugins", "outage")
                .timers(time);
        for (String setting : settings) {
            builder.configure(layers -> layers.set("outage." + setting));
        }
        return builder.build().start();
    }

    private static void assertServes(FakeSmtpServer server) throws IOException {
        try (Dialogue client = new Dialogue(server.port())) {
            assertThat(client.line()).startsWith("220 ");
        }
    }

    private static void assertRefuses(FakeSmtpServer server) {
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new Dialogue(server.port()).close());
    }

    private static void assertSilent(FakeSmtpServer server) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(SHORT);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.getInputStream().read());
        }
    }
}
