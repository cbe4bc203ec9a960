package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HAProxy stands in front of the server, and the server sees the address of the client. */
class ProxyIT {

    private static final String CONFIGURATION = """
            defaults
              mode tcp
              timeout connect 10s
              timeout client 30s
              timeout server 30s
            listen front
              bind 127.0.0.1:%d
              server fakesmtp 127.0.0.1:%d %s
            """;

    @TempDir
    static Path temporary;

    @AutoClose
    private static TlsServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TlsServer.start(temporary.resolve("server"), "proxy.trusted=127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"send-proxy,    smtp", "send-proxy-v2, smtp", "send-proxy,    smtps", "send-proxy-v2, smtps"})
    void server_sees_the_address_of_the_client(String version, String scheme) throws Exception {
        int front = freePort();
        int back = scheme.equals("smtps") ? server.implicitPort() : server.port();
        Path configuration =
                Files.writeString(temporary.resolve("haproxy.cfg"), CONFIGURATION.formatted(front, back, version));
        Process haproxy = Tools.command("haproxy")
                .and("-db", "-f", configuration.toString())
                .start(temporary.resolve("haproxy.out"), temporary.resolve("haproxy.err"));
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> listens(front));

            Command.Run curl = curl(scheme, front);

            assertThat(curl.exit()).as(curl.err()).isZero();
            assertThat(server.spool().takeOnly().envelope()).contains("\"client\": \"127.0.0.7\"");
        } finally {
            haproxy.destroyForcibly().waitFor();
        }
    }

    /** Sends from another address than that of HAProxy, with TLS. */
    private static Command.Run curl(String scheme, int port) throws Exception {
        Path content =
                Files.write(temporary.resolve("mail.eml"), Mail.all().get(0).content());
        return TlsIT.Verifying.curl(scheme + "://localhost:" + port, server.authority(), content)
                .and("--interface", "127.0.0.7", "--ipv4")
                .run();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
