package org.fakesmtp.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server with the certificate of its own authority: the listener {@code default} offers STARTTLS, {@code implicit} begins with TLS.
 *
 * @param folder where it works
 */
record TlsServer(Server server, Path folder) implements AutoCloseable {

    /** Starts one with the console and a spool that leaves messages as they came. */
    static TlsServer start(Path folder, String... settings) throws IOException {
        List<String> words = new ArrayList<>(List.of("--listen", "localhost:0"));
        for (String setting : List.of(
                "plugins=console,spool",
                "console.messages=off",
                "spool.trace=off",
                "tls.mode=starttls",
                "tls.ca-file=ca.pem",
                "tls.cache=cache",
                "listener.implicit.address=localhost:0",
                "listener.implicit.tls.mode=implicit")) {
            words.addAll(List.of("--set", setting));
        }
        for (String setting : settings) {
            words.addAll(List.of("--set", setting));
        }
        return new TlsServer(Server.start(folder, Dist.shared().fakesmtp(words.toArray(String[]::new))), folder);
    }

    /** The certificate that clients have to trust. */
    Path authority() {
        return folder.resolve("ca.pem");
    }

    /** A certificate that did not issue the server's. */
    Path stranger() throws IOException {
        Path other = folder.resolve("stranger.pem");
        if (!Files.exists(other)) {
            TlsServer stranger = start(folder.resolve("stranger"));
            stranger.close();
            Files.copy(stranger.authority(), other);
        }
        return other;
    }

    /** The port that offers STARTTLS. */
    int port() {
        return server.port("default");
    }

    int implicitPort() {
        return server.port("implicit");
    }

    Spool spool() {
        return new Spool(folder.resolve("spool"));
    }

    @Override
    public void close() {
        server.close();
    }
}
