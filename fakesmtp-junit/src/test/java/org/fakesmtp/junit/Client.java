package org.fakesmtp.junit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** A client that says what the test wants. It has read the banner. */
final class Client implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final Socket socket;
    private final BufferedReader in;

    Client(FakeSmtp smtp) {
        this(smtp.port());
        reply();
    }

    /** A client that has read nothing yet. */
    Client(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client that has read nothing yet. */
    static Client silent(FakeSmtp smtp) {
        return new Client(smtp.port());
    }

    Client send(String octets) {
        try {
            socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last line of the next reply. */
    String reply() {
        try {
            String line = in.readLine();
            while (line != null && line.startsWith("-", 3)) {
                line = in.readLine();
            }
            return line == null ? "(closes)" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last reply before the server closes. */
    String lastWords() {
        String last = "";
        for (String reply = reply(); !reply.equals("(closes)"); reply = reply()) {
            last = reply;
        }
        return last;
    }

    /** Sends each command when the one before has its reply. */
    Client say(String... commands) {
        for (String command : commands) {
            send(command + "\r\n").reply();
        }
        return this;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
