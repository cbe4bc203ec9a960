package org.fakesmtp.mime;

import java.io.IOException;
import java.io.InputStream;

/** Quoted-printable (RFC 2045, section 6.7). Blanks at the end of a line are no text. An escape that is none stays as it is. */
final class QuotedPrintableOctets extends DecodedOctets {

    /** A line has 76 characters, and hardly more blanks. */
    private static final int MOST_BLANKS = 1000;

    QuotedPrintableOctets(InputStream in) {
        super(in);
    }

    @Override
    void decodeNext() throws IOException {
        int octet = take();
        switch (octet) {
            case END -> {}
            case ' ', '\t' -> {
                takeAgain();
                String blanks = blanks();
                if (!isAtLineEnd()) {
                    put(blanks);
                }
            }
            case '=' -> escape();
            default -> put(octet);
        }
    }

    private void escape() throws IOException {
        String blanks = blanks();
        if (isAtLineEnd()) {
            softLineBreak();
            return;
        }
        int high = blanks.isEmpty() ? take() : END;
        int low = isHex(high) ? take() : END;
        if (isHex(low)) {
            put(Escapes.octet(high, low));
            return;
        }
        put('=');
        put(blanks);
        if (isHex(high)) {
            put(high);
        }
        if (isHex(high) ? low != END : high != END) {
            takeAgain();
        }
    }

    private static boolean isHex(int octet) {
        return octet != END && Character.digit(octet, 16) >= 0;
    }

    private void softLineBreak() throws IOException {
        if (take() == '\r' && take() != '\n') {
            takeAgain();
        }
    }

    private String blanks() throws IOException {
        StringBuilder blanks = new StringBuilder();
        int octet = take();
        while ((octet == ' ' || octet == '\t') && blanks.length() < MOST_BLANKS) {
            blanks.append((char) octet);
            octet = take();
        }
        takeAgain();
        return blanks.toString();
    }

    private boolean isAtLineEnd() throws IOException {
        int octet = take();
        takeAgain();
        return octet == '\r' || octet == '\n' || octet == END;
    }

    private void put(String text) {
        text.chars().forEach(this::put);
    }
}
