package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A session with a server, line by line. */
final class Dialogue implements AutoCloseable {

    /** What there is instead of a line when the server has closed the connection. */
    static final String CLOSED = "(closed)";

    private static final int PATIENCE = 20_000;

    private final Socket socket;
    private final BufferedReader replies;

    /** Connects; the banner is still to be read. */
    Dialogue(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
        replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    /** Sends lines, each with CR LF. */
    Dialogue say(String... lines) throws IOException {
        return send(String.join("\r\n", lines) + "\r\n");
    }

    /** Sends octets, one char for each, and nothing else. */
    Dialogue send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
        return this;
    }

    /** The next line of the server. */
    String line() throws IOException {
        String line = replies.readLine();
        return line == null ? CLOSED : line;
    }

    /** Sends a line and gives the reply, the last line of it where it has several. */
    String ask(String line) throws IOException {
        say(line);
        String reply = line();
        while (reply.startsWith("-", 3)) {
            reply = line();
        }
        return reply;
    }

    /** Begins the handshake of TLS. */
    void startTls() throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        ((SSLSocket) factory.createSocket(socket, "localhost", socket.getPort(), true)).startHandshake();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
