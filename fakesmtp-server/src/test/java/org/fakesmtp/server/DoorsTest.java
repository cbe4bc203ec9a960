package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.api.Doors;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients find before a door that a plugin has shut, or holds. */
class DoorsTest {

    private static final String LISTENER = "default";

    private final Porter porter = new Porter();
    private FakeSmtpServer server;

    @BeforeEach
    void start() {
        server = TestServer.started(Map.of(), porter);
        twoClientsCome();
    }

    /** The first is accepted by another thread than those who come after it. */
    private void twoClientsCome() {
        for (int i = 0; i < 2; i++) {
            try (TcpClient client = new TcpClient(server.port())) {
                client.line();
            }
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void client_is_refused_while_the_door_is_shut_and_served_on_the_same_port_afterwards() throws IOException {
        porter.doors().shut(LISTENER);
        assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
        porter.doors().open(LISTENER);

        try (TcpClient client = new TcpClient(server.port())) {
            assertThat(client.line()).startsWith("220 ");
        }
    }

    @Test
    void session_goes_on_while_the_door_is_shut() {
        try (TcpClient client = new TcpClient(server.port())) {
            client.line();
            porter.doors().shut(LISTENER);
            assertThat(client.send("NOOP\r\n").line()).startsWith("250 ");
        }
    }

    @Test
    void client_waits_while_the_door_is_held() throws IOException {
        porter.doors().hold(LISTENER);
        try (Socket socket = connect()) {
            socket.setSoTimeout(200);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.getInputStream().read());

            porter.doors().open(LISTENER);
            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().read()).isEqualTo('2');
        }
    }

    @Test
    void door_that_is_held_can_be_shut() throws IOException {
        porter.doors().hold(LISTENER);
        try (Socket waiting = connect()) {
            assertThat(waiting.isConnected()).isTrue();
            porter.doors().shut(LISTENER);
            assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
        }
    }

    @Test
    void server_closes_while_a_door_is_held() throws IOException {
        porter.doors().hold(LISTENER);
        try (Socket waiting = connect()) {
            assertThat(waiting.isConnected()).isTrue();
            int port = server.port();
            server.close();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(port));
            porter.doors().open(LISTENER);
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(port));
        }
    }

    @Test
    void port_that_another_has_taken_cannot_be_opened_until_it_is_free() throws IOException {
        int port = server.port();
        porter.doors().shut(LISTENER);
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertThatThrownBy(() -> porter.doors().open(LISTENER)).isInstanceOf(IOException.class);
        }
        porter.doors().open(LISTENER);
        connect().close();
    }

    @Test
    void doors_are_named_and_there_is_no_other() {
        assertThat(porter.doors().listeners()).containsExactly(LISTENER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> porter.doors().shut("back"))
                .withMessage("no listener 'back', there are [default]");
    }

    @Test
    void doors_are_there_when_the_server_has_started() {
        Porter early = new Porter();
        try (FakeSmtpServer other = FakeSmtpServer.builder().plugin(early).build()) {
            assertThat(other.listeners()).containsExactly(LISTENER);
            assertThatIllegalStateException()
                    .isThrownBy(() -> early.doors().hold(LISTENER))
                    .withMessageContaining("scheduled task");
        }
    }

    private Socket connect() throws IOException {
        return connect(server.port());
    }

    private Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** A plugin that hands the doors to the test. */
    private static final class Porter implements Plugin {

        private Optional<Doors> doors = Optional.empty();

        @Override
        public String name() {
            return "porter";
        }

        @Override
        public void install(Settings settings, Hooks hooks) {
            doors = Optional.of(hooks.doors());
        }

        Doors doors() {
            return doors.orElseThrow();
        }
    }
}
