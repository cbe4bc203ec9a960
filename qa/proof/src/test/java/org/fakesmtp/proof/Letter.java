package org.fakesmtp.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message that can be told from all others.
 *
 * @param id stands in its first line
 * @param content ends with a line end; there are octets of eight bits in it, and lines that begin with dots
 */
@SuppressWarnings("ArrayRecordComponent") // they are never compared
record Letter(String id, byte[] content) {

    private static final Pattern FIRST_LINE = Pattern.compile("X-Proof: (\\S+)\r\n");
    private static final int LONGEST_FIRST_LINE = 100;
    private static final int KB = 1024;
    private static final byte[] LINES = lines(2 * KB * KB);

    /** One of a random size: most have a few KB, some more than the spool log takes. */
    static Letter random(String id, Random random) {
        byte[] head = ("X-Proof: " + id + "\r\nSubject: A proof\r\n\r\n").getBytes(US_ASCII);
        int from = nextLine(random.nextInt(LINES.length / 4));
        int to = nextLine(from + size(random));
        ByteArrayOutputStream content = new ByteArrayOutputStream(head.length + to - from);
        content.writeBytes(head);
        content.write(LINES, from, to - from);
        return new Letter(id, content.toByteArray());
    }

    /** The id in the first line of a content; empty where none is. */
    static Optional<String> idOf(byte[] content) {
        Matcher line =
                FIRST_LINE.matcher(new String(content, 0, Math.min(content.length, LONGEST_FIRST_LINE), ISO_8859_1));
        return line.lookingAt() ? Optional.of(line.group(1)) : Optional.empty();
    }

    /** The SHA-256 of a content. */
    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String sender() {
        return id + "@client.test";
    }

    /** The content as it is sent after DATA. */
    byte[] stuffed() {
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(content.length + content.length / 16);
        boolean begins = true;
        for (byte octet : content) {
            if (begins && octet == '.') {
                stuffed.write('.');
            }
            stuffed.write(octet);
            begins = octet == '\n';
        }
        stuffed.writeBytes(".\r\n".getBytes(US_ASCII));
        return stuffed.toByteArray();
    }

    private static int size(Random random) {
        int kind = random.nextInt(100);
        if (kind < 70) {
            return random.nextInt(4 * KB);
        }
        if (kind < 90) {
            return random.nextInt(60 * KB);
        }
        return kind < 97 ? random.nextInt(250 * KB) : 257 * KB + random.nextInt(768 * KB);
    }

    /** Where the line ends that an offset is in. */
    private static int nextLine(int offset) {
        int at = offset;
        while (LINES[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    /** Lines to cut contents from. */
    private static byte[] lines(int size) {
        Random random = new Random(size);
        byte[] lines = new byte[size];
        for (int at = 0; at < size; ) {
            int end = Math.min(size, at + 2 + random.nextInt(200));
            fill(lines, at, end, random);
            at = end;
        }
        return lines;
    }

    private static void fill(byte[] lines, int from, int end, Random random) {
        for (int at = from; at < end - 2; at++) {
            lines[at] = (byte) (random.nextInt(8) == 0 ? 0x80 + random.nextInt(0x80) : ' ' + random.nextInt(0x5f));
        }
        if (random.nextInt(4) == 0) {
            lines[from] = '.';
        }
        lines[Math.max(from, end - 2)] = '\r';
        lines[end - 1] = '\n';
    }
}
