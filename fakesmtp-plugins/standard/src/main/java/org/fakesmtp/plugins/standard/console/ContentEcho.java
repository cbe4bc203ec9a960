package org.fakesmtp.plugins.standard.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Puts the lines of a content together again from the blocks in which it came, as the client sent them: behind DATA a dot at the beginning of a line is stuffed again
 * (RFC 5321, section 4.5.2), chunks know no such thing. Only CR LF ends a line. What is longer than {@value #LONGEST} octets is passed on in pieces, the later ones behind {@code ...}.
 */
final class ContentEcho {

    static final int LONGEST = 2000;

    private final boolean stuffed;
    private final Consumer<String> lines;
    private byte[] line = new byte[128];
    private int length;
    private boolean continued;

    /** @param stuffed whether the client has stuffed dots */
    ContentEcho(boolean stuffed, Consumer<String> lines) {
        this.stuffed = stuffed;
        this.lines = lines;
    }

    /** Takes the next block, and passes on the lines that end in it. */
    void add(ByteBuffer block) {
        while (block.hasRemaining()) {
            add(block.get());
        }
    }

    /** Passes on what is left without a line end. */
    void end() {
        if (length > 0) {
            pass(length);
        }
        continued = false;
    }

    private void add(byte octet) {
        if (octet == '\n' && length > 0 && line[length - 1] == '\r') {
            pass(length - 1);
            continued = false;
            return;
        }
        // One octet more than the longest line: a CR may still turn out to belong to its end.
        if (length == LONGEST + 1 || (length == LONGEST && octet != '\r')) {
            pass(length);
            continued = true;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(2 * length, LONGEST + 1));
        }
        line[length++] = octet;
    }

    private void pass(int end) {
        String text = new String(line, 0, end, ISO_8859_1);
        lines.accept(continued ? "..." + text : stuffed && text.startsWith(".") ? '.' + text : text);
        length = 0;
    }
}
