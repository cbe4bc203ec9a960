package org.fakesmtp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** Can keep back what it is to send, so that it goes out in one segment. */
public final class HoldingSocket extends Socket {

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean armed;
    private volatile boolean holding;

    public HoldingSocket(int port) throws IOException {
        super(InetAddress.getLoopbackAddress(), port);
    }

    /** From the next octets of the server on, nothing goes out. */
    public void holdAfterNextRead() {
        armed = true;
    }

    /** From now on nothing goes out. */
    public void hold() {
        holding = true;
    }

    /** How many octets are kept back. */
    public int held() {
        return held.size();
    }

    /** Keeps these octets back, behind the others. */
    public void holdToo(String octets) {
        held.writeBytes(octets.getBytes(ISO_8859_1));
    }

    /** Sends what was kept back. */
    public void release() throws IOException {
        holding = false;
        release(held.size());
    }

    /** Sends so many octets of what was kept back, and keeps the rest. */
    public void release(int octets) throws IOException {
        byte[] all = held.toByteArray();
        super.getOutputStream().write(all, 0, octets);
        held.reset();
        held.write(all, octets, all.length - octets);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                int count = in.read(octets, offset, length);
                holding = holding || armed;
                armed = false;
                return count;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                (holding ? held : out).write(octets, offset, length);
            }
        };
    }
}
