package org.fakesmtp.mime;

/** Octets as two hexadecimal digits behind a mark: {@code =C3} in encoded words, {@code %C3} in parameters. */
final class Escapes {

    private static final int NONE = -1;

    private Escapes() {}

    /** Decodes a text, an octet in each character. An escape that is none stays as it is. */
    static String decode(String text, char mark) {
        if (text.indexOf(mark) < 0) {
            return text;
        }
        StringBuilder octets = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int octet = text.charAt(i) == mark ? octet(text, i + 1) : NONE;
            octets.append(octet == NONE ? text.charAt(i) : (char) octet);
            i += octet == NONE ? 0 : 2;
        }
        return octets.toString();
    }

    private static int octet(String text, int at) {
        return at + 1 < text.length() ? octet(text.charAt(at), text.charAt(at + 1)) : NONE;
    }

    /** The octet that two digits stand for, or -1 if they are none. */
    static int octet(int high, int low) {
        int octet = Character.digit(high, 16) << 4 | Character.digit(low, 16);
        return octet < 0 ? NONE : octet;
    }
}
