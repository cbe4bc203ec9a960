package org.fakesmtp.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;

/** The client's side of one connection, in the clear or in TLS. */
public final class Peer implements AutoCloseable {

    private static final int PATIENCE = 10_000;
    private static final int END = -1;

    private final Socket wire;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    /** Connects to a port of this machine. */
    public Peer(int port) throws IOException {
        wire = new Socket();
        wire.setTcpNoDelay(true);
        wire.setSoTimeout(PATIENCE);
        wire.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
        socket = wire;
        in = new BufferedInputStream(wire.getInputStream(), 512);
        out = wire.getOutputStream();
    }

    /** Goes on in TLS. */
    public Peer secure() throws IOException {
        SSLSocket secured = (SSLSocket) Tls.FACTORY.createSocket(wire, "localhost", wire.getPort(), false);
        secured.setSoTimeout(PATIENCE);
        secured.startHandshake();
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream(), 512);
        out = secured.getOutputStream();
        return this;
    }

    /** Sends octets as they are. */
    public Peer send(byte... octets) throws IOException {
        out.write(octets);
        return this;
    }

    /** Sends characters as one octet each. */
    public Peer send(String octets) throws IOException {
        return send(octets.getBytes(ISO_8859_1));
    }

    /** Sends in the clear, whatever was agreed on. */
    Peer sendInClear(String octets) throws IOException {
        wire.getOutputStream().write(octets.getBytes(ISO_8859_1));
        return this;
    }

    /** The last line of the next reply, empty at the end of the connection. */
    public String reply() throws IOException {
        String line = line();
        while (line.startsWith("-", 3)) {
            line = line();
        }
        return line;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != END && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }

    /** Sends a line and gives the reply. */
    public String ask(String line) throws IOException {
        return send(line + "\r\n").reply();
    }

    /** Sends lines one by one; each must have a reply that is no refusal. */
    public Peer pass(String... lines) throws IOException {
        for (String line : lines) {
            expect(ask(line), "[23]..");
        }
        return this;
    }

    /** Waits for the banner. */
    public Peer greeted() throws IOException {
        expect(reply(), "220");
        return this;
    }

    static void expect(String reply, String code) {
        if (!reply.matches("(?s)" + code + ".*")) {
            throw new AssertionError("'" + reply + "' instead of " + code);
        }
    }

    /** Reads until the connection has ended, in whatever way. */
    void awaitEnd() {
        byte[] skipped = new byte[8192];
        try {
            while (in.read(skipped) != END) {
                // what is said is of no interest
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection does not end", e);
        } catch (IOException e) {
            // that is an end too
        }
    }

    /** Says that no more will come: by close_notify in TLS, and otherwise by FIN. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection by RST. */
    public void reset() throws IOException {
        wire.setSoLinger(true, 0);
        wire.close();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
