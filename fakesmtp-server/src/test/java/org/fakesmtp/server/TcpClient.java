package org.fakesmtp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client that sends octets and reads lines. */
public final class TcpClient implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final Socket socket;
    private final InputStream in;

    public TcpClient(int port) {
        this(connected(port));
    }

    public TcpClient(Socket connected) {
        try {
            socket = connected;
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connected(int port) {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * This client in TLS, when the handshake has ended.
     *
     * @param host whom the client expects to speak to
     * @param versions such as {@code TLSv1.3}; none: those that Java would offer
     */
    public TcpClient secured(SSLContext context, String host, String... versions) {
        try {
            SSLSocket secured =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), false);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            if (versions.length > 0) {
                parameters.setProtocols(versions);
            }
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return new TcpClient(secured);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Socket socket() {
        return socket;
    }

    public TcpClient send(String octets) {
        try {
            socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends each octet in a write of its own. */
    public TcpClient sendSingly(String octets) {
        octets.chars().forEach(octet -> send(String.valueOf((char) octet)));
        return this;
    }

    /** Sends, unless the server ends the connection before. */
    public TcpClient tryToSend(String octets) {
        try {
            return send(octets);
        } catch (UncheckedIOException e) {
            return this;
        }
    }

    /** Sends each octet in a write of its own, unless the server ends the connection before. */
    public TcpClient tryToSendSingly(String octets) {
        octets.chars().forEach(octet -> tryToSend(String.valueOf((char) octet)));
        return this;
    }

    /** The next line without its CR LF; {@code (closes)} at the end of the connection, {@code (resets)} where it was broken. */
    public String line() {
        try {
            return lineOfDialogue();
        } catch (UncheckedIOException e) {
            if (String.valueOf(e.getCause()).endsWith("Connection reset")) {
                return "(resets)";
            }
            throw e;
        }
    }

    private String lineOfDialogue() {
        StringBuilder line = new StringBuilder();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                line.append((char) octet);
                if (line.length() > 1 && line.charAt(line.length() - 2) == '\r' && octet == '\n') {
                    return line.substring(0, line.length() - 2);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.isEmpty() ? "(closes)" : line + "(closes)";
    }

    /** The next reply, all its lines. */
    public List<String> reply() {
        List<String> lines = new ArrayList<>();
        do {
            lines.add(line());
        } while (lines.get(lines.size() - 1).matches("\\d{3}-.*"));
        return lines;
    }

    /** Sends a command and gives the last line of the reply. */
    public String ask(String command) {
        List<String> reply = send(command + "\r\n").reply();
        return reply.get(reply.size() - 1);
    }

    /** Sends FIN, in TLS close_notify; replies can still be read. */
    public TcpClient finish() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines up to the end of the connection, which must come in order. */
    public List<String> rest() {
        List<String> lines = new ArrayList<>();
        for (String line = lineOfDialogue(); !line.endsWith("(closes)"); line = lineOfDialogue()) {
            lines.add(line);
        }
        return lines;
    }

    /** The lines up to the end of the connection, in whatever way it ends. */
    public List<String> untilItEnds() {
        List<String> lines = new ArrayList<>();
        try {
            for (String line = lineOfDialogue(); !line.endsWith("(closes)"); line = lineOfDialogue()) {
                lines.add(line);
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                throw e;
            }
        }
        return lines;
    }

    /** Breaks the connection with a RST. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
