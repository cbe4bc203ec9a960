package org.fakesmtp.server.tls;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Keeps what it reads. */
public final class RecordingSocket extends Socket {

    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    public RecordingSocket(InetAddress address, int port) throws IOException {
        super(address, port);
    }

    /** The type of the last TLS record: 21 an alert, 23 data. */
    public int lastRecord() {
        ByteBuffer octets = ByteBuffer.wrap(read.toByteArray());
        int type = -1;
        while (octets.hasRemaining()) {
            type = octets.get();
            octets.getShort();
            octets.position(octets.position() + 2 + octets.getShort(octets.position()));
        }
        return type;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                int count = in.read(octets, offset, length);
                read.write(octets, offset, Math.max(0, count));
                return count;
            }
        };
    }
}
