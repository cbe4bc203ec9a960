package org.fakesmtp.mime;

import java.util.Arrays;

/** Base64 (RFC 2045, section 6.8), a digit at a time. What is no digit is skipped; padding ends a group, and another may follow. */
final class Base64Bits {

    /** No octet has become complete. */
    static final int NONE = -1;

    private static final byte[] DIGITS = new byte[256];

    static {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        Arrays.fill(DIGITS, (byte) NONE);
        for (int i = 0; i < alphabet.length(); i++) {
            DIGITS[alphabet.charAt(i)] = (byte) i;
        }
    }

    private int bits;
    private int count;

    static boolean isDigit(int octet) {
        return DIGITS[octet] >= 0;
    }

    /** Takes the next character, and returns the octet that it completes, or {@link #NONE}. */
    int add(int octet) {
        if (octet == '=') {
            restart();
        }
        if (!isDigit(octet)) {
            return NONE;
        }
        bits = (bits << 6 | DIGITS[octet]) & 0xFFFF;
        count += 6;
        if (count < 8) {
            return NONE;
        }
        count -= 8;
        return bits >> count & 0xFF;
    }

    /** Whether the last digits say more than the octets so far: they were cut off within an octet. */
    boolean isCut() {
        return count == 6 || (bits & (1 << count) - 1) != 0;
    }

    void restart() {
        bits = 0;
        count = 0;
    }
}
