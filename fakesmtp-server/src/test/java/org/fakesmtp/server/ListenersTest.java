package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a server listens. */
class ListenersTest {

    private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private static boolean answers(InetAddress host, int port) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            return socket.getInputStream().read() == '2';
        }
    }

    @Test
    void localhost_is_both_loopbacks_on_one_port() throws IOException {
        try (FakeSmtpServer server = TestServer.started(Map.of("listen", "localhost:0"))) {
            assertThat(answers(InetAddress.getLoopbackAddress(), server.port())).isTrue();
            assertThat(server.address("default")).isEqualTo("localhost:" + server.port());
            assumeTrue(hasIpv6());
            assertThat(answers(InetAddress.getByAddress(IPV6), server.port())).isTrue();
        }
    }

    private static boolean hasIpv6() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(IPV6), 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void listeners_have_ports_of_their_own() throws IOException {
        try (FakeSmtpServer server = FakeSmtpServer.builder()
                .set("listener.a.address", "127.0.0.1:0")
                .set("listener.b.address", "127.0.0.1:0")
                .build()
                .start()) {
            assertThat(server.listeners()).containsExactly("a", "b");
            assertThat(server.port("a")).isNotEqualTo(server.port("b"));
            assertThat(answers(InetAddress.getLoopbackAddress(), server.port("a")))
                    .isTrue();
            assertThat(answers(InetAddress.getLoopbackAddress(), server.port("b")))
                    .isTrue();
        }
    }

    @Test
    void port_in_use_stops_the_start_and_nothing_stays_bound() throws IOException {
        int first;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            first = free.getLocalPort();
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FakeSmtpServer server = FakeSmtpServer.builder()
                    .set("listener.a.address", "127.0.0.1:" + first)
                    .set("listener.b.address", "127.0.0.1:" + taken.getLocalPort())
                    .build();
            assertThatThrownBy(server::start)
                    .isInstanceOf(StartException.class)
                    .hasMessage(
                            "set: listener.b.address: 127.0.0.1:%d: the port is in use by another program; choose another, or 0 for a free one",
                            taken.getLocalPort());
        }
        try (ServerSocket again = new ServerSocket()) {
            again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), first));
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void address_of_another_machine_stops_the_start() {
        FakeSmtpServer server =
                FakeSmtpServer.builder().set("listen", "192.0.2.1:0").build();
        assertThatThrownBy(server::start)
                .isInstanceOf(StartException.class)
                .hasMessage("set: listen: 192.0.2.1:0: this machine has no such address");
    }
}
