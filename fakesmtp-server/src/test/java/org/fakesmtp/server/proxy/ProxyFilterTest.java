package org.fakesmtp.server.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.fakesmtp.server.proxy.Headers.IPV4;
import static org.fakesmtp.server.proxy.Headers.binary;
import static org.fakesmtp.server.proxy.Headers.joined;
import static org.fakesmtp.server.proxy.Headers.text;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.fakesmtp.rule.Network;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyFilterTest {

    private static final byte[] VERSION_1 = text("PROXY TCP4 192.0.2.7 198.51.100.1 50000 25\r\n");
    private static final byte[] VERSION_2 = binary(0x21, 0x11, IPV4);
    private static final Settings NONE = Settings.of(Map.of());

    private final AtomicLong time = new AtomicLong();
    private final NioSocketAcceptor acceptor = new NioSocketAcceptor(1);
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        acceptor.dispose(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theClientIsKnownBeforeTheHandlerSeesTheConnection(int version) throws Exception {
        byte[] header = version == 1 ? VERSION_1 : VERSION_2;
        try (Socket client = connect("127.0.0.0/8")) {
            send(client, joined(header, text("EHLO x\r\n")));

            assertThat(next()).isEqualTo("created 192.0.2.7:50000");
            assertThat(next()).isEqualTo("opened");
            assertThat(next()).isEqualTo("received EHLO x\r\n");
        }
        assertThat(next()).isEqualTo("closed");
    }

    @Test
    void aHeaderMayComeOctetByOctet() throws Exception {
        try (Socket client = connect("127.0.0.1")) {
            client.setTcpNoDelay(true);
            for (byte octet : VERSION_2) {
                send(client, new byte[] {octet});
            }

            assertThat(next()).isEqualTo("created 192.0.2.7:50000");
            assertThat(next()).isEqualTo("opened");
            send(client, text("X"));
            assertThat(next()).isEqualTo("received X");
        }
    }

    @Test
    void aBalancerThatSpeaksForItselfIsTheClient() throws Exception {
        try (Socket client = connect("127.0.0.1")) {
            send(client, text("PROXY UNKNOWN\r\n"));

            assertThat(next()).isEqualTo("created 127.0.0.1:" + client.getLocalPort());
        }
    }

    @Test
    void aTrustedAddressThatSendsNoHeaderIsCutOff() throws Exception {
        try (Socket client = connect("127.0.0.1")) {
            send(client, text("EHLO x\r\n"));

            assertThat(isEnded(client)).isTrue();
        }
        assertThat(next()).isEqualTo("closed");
    }

    @Test
    void anAddressThatIsNotTrustedIsAnOrdinaryClient() throws Exception {
        try (Socket client = connect("192.0.2.0/24")) {
            assertThat(next()).isEqualTo("created 127.0.0.1:" + client.getLocalPort());
            assertThat(next()).isEqualTo("opened");

            send(client, text("PROXY UNKNOWN\r\n"));

            assertThat(next()).isEqualTo("received PROXY UNKNOWN\r\n");
        }
    }

    @Test
    void aHeaderThatDoesNotComeInTimeEndsTheConnection() throws Exception {
        ProxyFilter filter = new ProxyFilter(List.of(Network.parse("127.0.0.1")), time::get, 0);
        try (Socket client = connect(filter)) {
            send(client, text("PROXY "));
            await().until(() -> filter.waiting() == 1);

            filter.closeWaitingSince(Duration.ofSeconds(1));
            assertThat(filter.waiting()).isEqualTo(1);
            time.addAndGet(Duration.ofSeconds(1).toNanos());
            filter.closeWaitingSince(Duration.ofSeconds(1));

            assertThat(isEnded(client)).isTrue();
        }
        await().until(() -> filter.waiting() == 0);
    }

    @Test
    void oneMoreThanMayWaitForItsHeaderIsCutOff() throws Exception {
        ProxyFilter filter = new ProxyFilter(List.of(Network.parse("127.0.0.1")), time::get, 1);
        try (Socket first = connect(filter)) {
            await().until(() -> filter.waiting() == 1);
            try (Socket second = new Socket(first.getInetAddress(), first.getPort())) {
                assertThat(isEnded(second)).isTrue();
            }
            await().until(() -> filter.waiting() == 1);
            send(first, VERSION_1);

            assertThat(next()).isEqualTo("closed");
            assertThat(next()).isEqualTo("created 192.0.2.7:50000");
            try (Socket third = new Socket(first.getInetAddress(), first.getPort())) {
                send(third, VERSION_1);

                assertThat(next()).isEqualTo("opened");
                assertThat(next()).isEqualTo("created 192.0.2.7:50000");
            }
        }
    }

    @Test
    void aClientThatEndsWithinItsHeaderLeavesNothing() throws Exception {
        ProxyFilter filter = new ProxyFilter(List.of(Network.parse("127.0.0.1")), time::get, 0);
        try (Socket client = connect(filter)) {
            send(client, text("PROXY "));
            client.shutdownOutput();

            assertThat(isEnded(client)).isTrue();
        }
        assertThat(next()).isEqualTo("closed");
        assertThat(filter.waiting()).isZero();
    }

    @Test
    void aListenersOwnAddressesReplaceTheGeneralOnes() {
        Settings general = Settings.of(Map.of("proxy.trusted", "10.0.0.0/8, ::1"));

        assertThat(ProxyFilter.trusted(NONE.over(general)))
                .containsExactly(Network.parse("10.0.0.0/8"), Network.parse("::1"));
        assertThat(ProxyFilter.trusted(Settings.of(Map.of("proxy.trusted", "")).over(general)))
                .isEmpty();
        assertThat(ProxyFilter.trusted(NONE)).isEmpty();
    }

    @Test
    void aWrongAddressIsToldWithItsKey() {
        Settings wrong = Settings.of(Map.of("proxy.trusted", "10.0.0.0/8, balancer"));

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> ProxyFilter.trusted(NONE.over(wrong)))
                .withMessage("settings: proxy.trusted: 'balancer' is no address or network such as 127.0.0.1, ::1 or"
                        + " 10.0.0.0/8");
    }

    private Socket connect(String trusted) throws IOException {
        return connect(new ProxyFilter(List.of(Network.parse(trusted)), time::get, 0));
    }

    private Socket connect(ProxyFilter filter) throws IOException {
        acceptor.getFilterChain().addLast("proxy", filter);
        acceptor.setHandler(new Recorder());
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        acceptor.bind(new InetSocketAddress(loopback, 0));
        Socket client = new Socket(loopback, acceptor.getLocalAddress().getPort());
        client.setSoTimeout(20_000);
        return client;
    }

    private static void send(Socket client, byte[] octets) throws IOException {
        client.getOutputStream().write(octets);
    }

    private static boolean isEnded(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private String next() throws InterruptedException {
        return String.valueOf(events.poll(20, TimeUnit.SECONDS));
    }

    /** Writes down what the handler is told. */
    private final class Recorder extends IoHandlerAdapter {

        @Override
        public void sessionCreated(IoSession session) {
            InetSocketAddress client = ProxyFilter.client(session);
            events.add("created " + client.getAddress().getHostAddress() + ":" + client.getPort());
        }

        @Override
        public void sessionOpened(IoSession session) {
            events.add("opened");
        }

        @Override
        public void messageReceived(IoSession session, Object message) {
            IoBuffer octets = (IoBuffer) message;
            byte[] bytes = new byte[octets.remaining()];
            octets.get(bytes);
            events.add("received " + new String(bytes, ISO_8859_1));
        }

        @Override
        public void inputClosed(IoSession session) {
            session.closeNow();
        }

        @Override
        public void sessionClosed(IoSession session) {
            events.add("closed");
        }
    }
}
