package org.fakesmtp.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fakesmtp.dist.Command;
import org.fakesmtp.dist.Dist;
import org.fakesmtp.dist.Server;

/** A server of the dist in a process of its own: a listener in the clear, one with implicit TLS, and one behind a load balancer. What it takes is kept in a spool. */
final class Target implements AutoCloseable {

    private final Path folder;
    private final Server server;
    private Duration slowest = Duration.ZERO;

    private Target(Path folder, Server server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param heap what the option -Xmx says
     * @param descriptors how many it may have; 0: as many as the system gives
     * @param settings over the defaults
     */
    static Target start(Path folder, String heap, int descriptors, List<String> settings) throws IOException {
        Command command = Dist.shared()
                .fakesmtp("--listen", "localhost:0", "--set", "plugins=spool")
                .and("--set", "listener.plain.address=localhost:0", "--set", "listener.plain.tls.mode=starttls")
                .and("--set", "listener.tls.address=localhost:0", "--set", "listener.tls.tls.mode=implicit")
                .and("--set", "listener.proxied.address=localhost:0")
                .and("--set", "listener.proxied.proxy.trusted=127.0.0.0/8, ::1")
                .with("JAVA_OPTS", "-Xmx" + heap + " -XX:MarkSweepDeadRatio=0"); // a collection leaves no garbage
        settings.forEach(setting -> command.and("--set", setting));
        if (descriptors > 0) {
            command.descriptors(descriptors);
        }
        return new Target(folder, Server.start(folder, command));
    }

    /** A connection to the listener in the clear. */
    Peer plain() throws IOException {
        return new Peer(server.port("plain"));
    }

    /** A connection to the listener with implicit TLS; the handshake is still to come. */
    Peer tls() throws IOException {
        return new Peer(server.port("tls"));
    }

    /** A connection to the listener that expects a PROXY header. */
    Peer proxied() throws IOException {
        return new Peer(server.port("proxied"));
    }

    Vitals vitals() throws IOException {
        return Vitals.of(server.pid());
    }

    long pid() {
        return server.pid();
    }

    /** A fresh client sends a message in the clear, and another is greeted in TLS. */
    void probe() throws IOException {
        long begun = System.nanoTime();
        try (Peer fresh = plain().greeted()) {
            fresh.pass("EHLO probe.test", "MAIL FROM:<probe@client.test>", "RCPT TO:<bob@server.test>", "DATA");
            fresh.pass("Subject: A probe\r\n\r\nHello\r\n.", "QUIT");
        }
        long sent = System.nanoTime();
        try (Peer fresh = tls().secure().greeted()) {
            fresh.pass("QUIT");
        }
        Duration slower = Duration.ofNanos(Math.max(sent - begun, System.nanoTime() - sent));
        slowest = slower.compareTo(slowest) > 0 ? slower : slowest;
    }

    /** How long the slowest probe took, that was made since this was last asked. */
    Duration slowestProbe() {
        Duration taken = slowest;
        slowest = Duration.ZERO;
        return taken;
    }

    /** The envelopes of the messages that were kept, but for those of probes; they are kept no longer. */
    List<String> takeStored() throws IOException {
        List<String> envelopes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("spool"))) {
            for (Path file : files.filter(Target::isMessage).sorted().toList()) {
                if (file.toString().endsWith(".json")) {
                    envelopes.add(Files.readString(file));
                }
                Files.delete(file);
            }
        }
        envelopes.removeIf(envelope -> envelope.contains("probe@client.test"));
        return envelopes;
    }

    /** The log of the spool is hidden, and stays. */
    private static boolean isMessage(Path file) {
        return Files.isRegularFile(file) && !String.valueOf(file.getFileName()).startsWith(".");
    }

    /** What it has logged of failures so far. */
    List<String> failures() {
        return Stream.of(server.out(), server.err())
                .flatMap(String::lines)
                .filter(line -> line.contains(" ERROR ") || line.contains("OutOfMemoryError"))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
