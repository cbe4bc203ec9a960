package org.fakesmtp.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.fakesmtp.attack.Peer;
import org.fakesmtp.dist.Server;

/** Servers on one port, one after the other: each greets a client, is asked to end while the client is there, and the next one comes at once. */
final class Restarts {

    private Restarts() {}

    /** Throws {@link AssertionError} where a server cannot start, does not greet or ends with an error. */
    static void play(Path folder, int times) throws IOException {
        SpoolServer spooling = new SpoolServer(folder, folder.resolve("spool"), List.of());
        int port = freePort();
        for (int i = 0; i < times; i++) {
            Server server = spooling.start(port);
            try (server;
                    Peer client = new Peer(port)) {
                client.greeted();
                server.terminate(); // so that it is the server's end that waits for late octets
                server.exitCode();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
