package org.fakesmtp.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.fakesmtp.server.FakeSmtpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client in TLS that trusts the server within the same test. */
class TrustTest {

    @TempDir
    private Path cache;

    @Test
    void client_trusts_the_server() throws Exception {
        try (FakeSmtpServer server = FakeSmtpServer.builder()
                .set("listen", "localhost:0")
                .set("tls.mode", "implicit")
                .set("tls.cache", cache.toString())
                .build()
                .start()) {

            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("fakesmtp", server.caCertificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);

            assertThat(banner(context, server.port())).startsWith("220 ");
        }
    }

    private static String banner(SSLContext context, int port) throws Exception {
        try (Socket client = context.getSocketFactory().createSocket("localhost", port);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            return reader.readLine();
        }
    }
}
