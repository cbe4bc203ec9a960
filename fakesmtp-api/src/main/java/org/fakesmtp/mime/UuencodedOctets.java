package org.fakesmtp.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** What uuencode wrote, between {@code begin} and {@code end}. Lines before and behind stay as they are. */
final class UuencodedOctets extends DecodedOctets {

    private static final Pattern BEGIN = Pattern.compile("begin [0-7]{3,4} .*");
    private static final int LONGEST_LINE = 1000;

    private boolean within;

    UuencodedOctets(InputStream in) {
        super(in);
    }

    @Override
    void decodeNext() throws IOException {
        String line = line();
        String text = line.stripTrailing();
        if (!within && BEGIN.matcher(text).matches()) {
            within = true;
        } else if (!within) {
            line.chars().forEach(this::put);
        } else if (text.equals("end")) {
            within = false;
        } else if (!text.isEmpty()) {
            data(line);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = 0;
        while (octet != '\n' && octet != END && line.length() < LONGEST_LINE) {
            octet = take();
            if (octet != END) {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    /** A line says how many octets it has, and then them, 6 bits in each character; blanks at its end may be missing. */
    private void data(String line) {
        int length = line.charAt(0) - ' ' & 0x3F;
        for (int i = 0; i < length; i++) {
            int first = 1 + i / 3 * 4 + i % 3;
            put((bits(line, first) << (2 + i % 3 * 2)) | (bits(line, first + 1) >> (4 - i % 3 * 2)));
        }
    }

    private static int bits(String line, int at) {
        return at < line.length() && line.charAt(at) > ' ' ? line.charAt(at) - ' ' & 0x3F : 0;
    }
}
