package org.fakesmtp.server.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.FilterEvent;
import org.apache.mina.filter.ssl.SslEvent;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.fakesmtp.protocol.ProtocolSettings.TlsMode;
import org.fakesmtp.rule.Network;
import org.fakesmtp.server.proxy.ProxyFilter;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilterTest {

    private static final int PATIENCE = 20_000;

    @TempDir
    private Path folder;

    private final NioSocketAcceptor acceptor = new NioSocketAcceptor(1);
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private boolean implicit;
    private boolean proxied;

    @AfterEach
    void close() {
        acceptor.dispose(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aSessionIsSecuredFromItsFirstOctet(String version) throws Exception {
        implicit = true;
        try (SSLSocket client = secured(connect(), version)) {
            assertThat(line(client)).isEqualTo("220 secured");
            assertThat(ask(client, "EHLO x")).isEqualTo("250 EHLO x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aSessionGoesOnInTls(String version) throws Exception {
        try (Socket plain = connect()) {
            assertThat(line(plain)).isEqualTo("220 plain");
            assertThat(ask(plain, "STARTTLS")).isEqualTo("220 go");
            SSLSocket client = secured(plain, version);

            assertThat(ask(client, "EHLO x")).isEqualTo("250 EHLO x");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProxyHeaderComesBeforeEverything(boolean fromTheFirstOctet) throws Exception {
        implicit = fromTheFirstOctet;
        proxied = true;
        try (Socket plain = connect()) {
            send(plain, "PROXY TCP4 192.0.2.7 198.51.100.1 50000 25\r\n");
            if (!implicit) {
                assertThat(line(plain)).isEqualTo("220 plain");
                assertThat(ask(plain, "STARTTLS")).isEqualTo("220 go");
            }
            SSLSocket client = secured(plain, "TLSv1.3");

            assertThat(implicit ? line(client) : "220 secured").isEqualTo("220 secured");
            assertThat(ask(client, "CLIENT")).isEqualTo("250 192.0.2.7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aCloseIsToldWhenItsCloseNotifyHasGoneOut(String version) throws Exception {
        implicit = true;
        try (SSLSocket client = secured(connect(), version)) {
            assertThat(line(client)).isEqualTo("220 secured");
            assertThat(ask(client, "QUIT")).isEqualTo("221 bye");

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(next()).isEqualTo("close_notify sent");
    }

    @ParameterizedTest
    @CsvSource({"QUIT,21", "CUT,23"})
    void aCloseEndsWithCloseNotifyAndACutWithoutIt(String command, int lastRecord) throws Exception {
        implicit = true;
        try (RecordingSocket plain = connect()) {
            SSLSocket client = secured(plain, "TLSv1.2");
            assertThat(line(client)).isEqualTo("220 secured");
            send(client, command + "\r\n");
            client.getInputStream().readAllBytes();

            assertThat(plain.lastRecord()).isEqualTo(lastRecord);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aCloseNotifyOfTheClientEndsItsInputAndWhatFollowsInTheClearIsDropped(String version) throws Exception {
        implicit = true;
        CompletableFuture<Void> closing;
        try (Socket plain = connect()) {
            SSLSocket client = secured(plain, version);
            assertThat(line(client)).isEqualTo("220 secured");
            closing = CompletableFuture.runAsync(() -> closeAll(client));
            assertThat(next()).isEqualTo("input closed");

            send(plain, "EHLO x\r\n");
            plain.shutdownOutput();
            assertThat(next()).isEqualTo("input closed");
            assertThat(next()).isEqualTo("closed");
        }
        closing.join();
    }

    @Test
    void whatIsWrittenAfterBothSidesHaveEndedEndsTheConnection() throws Exception {
        implicit = true;
        try (Socket plain = connect()) {
            SSLSocket client = secured(plain, "TLSv1.2");
            assertThat(line(client)).isEqualTo("220 secured");
            client.shutdownOutput();
            assertThat(next()).isEqualTo("input closed");

            acceptor.getManagedSessions().values().forEach(session -> write(session, "250 late"));

            assertThat(next()).isEqualTo("closed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO x\r\n", "GET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001\u0000\u0005AAAAA"})
    void whatIsNoHandshakeIsAnError(String octets) throws Exception {
        implicit = true;
        try (Socket plain = connect()) {
            send(plain, octets);

            assertThat(next()).startsWith("caught javax.net.ssl.SSL");
            assertThat(next()).isEqualTo("closed");
        }
    }

    private String next() throws InterruptedException {
        return String.valueOf(events.poll(PATIENCE, TimeUnit.MILLISECONDS));
    }

    private static void closeAll(SSLSocket client) {
        try {
            client.close();
        } catch (IOException e) {
            // the server has gone without a word
        }
    }

    private RecordingSocket connect() throws IOException {
        TlsSettings settings = TlsSettings.read(Settings.of(Map.of()), Settings.of(Map.of()), TlsMode.STARTTLS);
        TlsContexts contexts = new TlsContexts(settings, authority(), "localhost");
        ProxyFilter proxy = new ProxyFilter(List.of(Network.parse("127.0.0.1")), System::nanoTime, 0);
        acceptor.setFilterChainBuilder(chain -> {
            if (proxied) {
                chain.addLast("proxy", proxy);
            }
            if (implicit) {
                chain.addLast("tls", TlsFilter.of(contexts::engine));
            }
            chain.addLast("codec", new IoFilterAdapter());
        });
        acceptor.setHandler(new Server(contexts));
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        acceptor.bind(new InetSocketAddress(loopback, 0));
        RecordingSocket socket =
                new RecordingSocket(loopback, acceptor.getLocalAddress().getPort());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private CertificateAuthority authority() {
        return new CertificateAuthority(folder.resolve("cache"), Optional.empty(), InstantSource.system());
    }

    private SSLSocket secured(Socket plain, String version) throws IOException {
        SSLSocket socket = (SSLSocket) Handshake.client(authority().certificate())
                .getSocketFactory()
                .createSocket(plain, "localhost", plain.getPort(), false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {version});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String ask(Socket client, String command) throws IOException {
        send(client, command + "\r\n");
        return line(client);
    }

    private static void send(Socket client, String octets) throws IOException {
        client.getOutputStream().write(octets.getBytes(ISO_8859_1));
    }

    /** Octet by octet: what follows may be TLS. */
    private static String line(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    private static void write(IoSession session, String line) {
        session.write(IoBuffer.wrap((line + "\r\n").getBytes(ISO_8859_1)));
    }

    /** Takes one line at a time and knows four commands. */
    private final class Server extends IoHandlerAdapter {

        private final TlsContexts contexts;

        Server(TlsContexts contexts) {
            this.contexts = contexts;
        }

        @Override
        public void sessionOpened(IoSession session) {
            if (!implicit) {
                write(session, "220 plain");
            }
        }

        @Override
        public void event(IoSession session, FilterEvent event) {
            if (implicit && event == SslEvent.SECURED) {
                write(session, "220 secured");
            }
        }

        @Override
        public void messageReceived(IoSession session, Object message) throws SSLException {
            IoBuffer in = (IoBuffer) message;
            byte[] octets = new byte[in.remaining()];
            in.get(octets);
            String command = new String(octets, ISO_8859_1).strip();
            switch (command) {
                case "STARTTLS" -> startTls(session);
                case "CLIENT" ->
                    write(
                            session,
                            "250 " + ProxyFilter.client(session).getAddress().getHostAddress());
                case "QUIT" -> quit(session);
                case "CUT" -> session.closeNow();
                default -> write(session, "250 " + command);
            }
        }

        private void startTls(IoSession session) {
            write(session, "220 go");
            session.getFilterChain().addBefore("codec", "tls", TlsFilter.of(contexts::engine));
        }

        private void quit(IoSession session) throws SSLException {
            write(session, "221 bye");
            TlsFilter.in(session).orElseThrow().closeNotify(session, () -> {
                events.add("close_notify sent");
                session.closeNow();
            });
        }

        @Override
        public void inputClosed(IoSession session) {
            events.add("input closed");
            boolean byTcp = session.setAttribute("ended", true) != null;
            if (byTcp) {
                session.closeNow();
            }
        }

        @Override
        public void exceptionCaught(IoSession session, Throwable cause) {
            events.add("caught " + cause.getClass().getName());
            session.closeNow();
        }

        @Override
        public void sessionClosed(IoSession session) {
            events.add("closed");
        }
    }
}
