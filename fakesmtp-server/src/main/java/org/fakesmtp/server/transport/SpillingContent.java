package org.fakesmtp.server.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.protocol.ContentBuffer;
import org.fakesmtp.protocol.Memory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Content in memory up to a limit, and what is beyond it in a temporary file: the memory of a session is bounded, however large its message. */
public final class SpillingContent implements ContentBuffer {

    /** How much of a message is kept in memory: 1 MiB. */
    public static final int IN_MEMORY = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SpillingContent.class);
    private static final int FIRST = 2048;

    private final Memory.Holding held;
    private int inMemory;
    private byte[] head = new byte[0];
    private int headSize;
    private long tailSize;
    private Optional<Path> file = Optional.empty();
    private Optional<FileChannel> channel = Optional.empty();

    /** @param memory where nothing is left of it, content goes to the file at once */
    public SpillingContent(Memory memory) {
        this(memory, IN_MEMORY);
    }

    SpillingContent(Memory memory, int inMemory) {
        this.held = memory.holding(0);
        this.inMemory = inMemory;
    }

    @Override
    public void append(ByteBuffer octets) throws IOException {
        int kept = Math.min(octets.remaining(), inMemory - headSize);
        if (kept > 0 && grow(headSize + kept)) {
            octets.get(head, headSize, kept);
            headSize += kept;
        }
        if (octets.hasRemaining()) {
            spill(octets);
        }
    }

    /** Makes room in memory. False where there is none: from here on, all goes to the file. */
    private boolean grow(int needed) {
        if (needed <= head.length) {
            return true;
        }
        int size = Math.max(Math.max(FIRST, needed), Math.min(inMemory, 2 * head.length));
        if (!held.tryHold(size)) {
            inMemory = headSize;
            return false;
        }
        head = Arrays.copyOf(head, size);
        return true;
    }

    private void spill(ByteBuffer octets) throws IOException {
        if (channel.isEmpty()) {
            Path created = Files.createTempFile("fakesmtp-", ".content");
            file = Optional.of(created);
            channel = Optional.of(FileChannel.open(created, StandardOpenOption.WRITE));
        }
        while (octets.hasRemaining()) {
            tailSize += channel.orElseThrow().write(octets);
        }
    }

    /** The file with what was too much for memory. */
    Optional<Path> file() {
        return file;
    }

    @Override
    public long size() {
        return headSize + tailSize;
    }

    @Override
    public InputStream open() throws IOException {
        InputStream memory = new ByteArrayInputStream(head, 0, headSize);
        return file.isEmpty() ? memory : new SequenceInputStream(memory, Files.newInputStream(file.get()));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(head, 0, headSize);
        if (file.isPresent()) {
            Files.copy(file.get(), out);
        }
    }

    @Override
    public void close() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            LOG.warn("the temporary file {} stays behind: {}", file, Reason.of(e));
        }
        channel = Optional.empty();
        file = Optional.empty();
        head = new byte[0];
        headSize = 0;
        tailSize = 0;
        held.hold(0);
    }
}
