package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * An encoded word as it stands in a field (RFC 2047, section 2), whether it can be decoded or not.
 *
 * @param start where it begins in the field, in octets
 * @param end where what follows it begins
 * @param charset the label of its character set, without a language (RFC 2231, section 5)
 * @param encoding how it is encoded: {@code B} or {@code Q}
 * @param text the encoded text, an octet in each character
 */
public record EncodedWord(int start, int end, String charset, char encoding, String text) {

    private static final int LONGEST_CHARSET = 100;

    /**
     * The words of a field in their order. They may stand next to each other or to text, in quotes or comments, and may contain blanks and octets above 127. Takes linear time.
     *
     * @param field the octets of the field, each as a character
     */
    public static List<EncodedWord> in(String field) {
        List<EncodedWord> words = new ArrayList<>();
        List<Integer> starts = starts(field);
        int end = 0;
        int close = 0;
        for (int i = 0; i < starts.size() && close >= 0; i++) {
            int start = starts.get(i);
            int text = textStart(field, start);
            close = close < text ? field.indexOf("?=", text) : close;
            boolean isOpen = i + 1 < starts.size() && starts.get(i + 1) < close;
            if (start >= end && close >= 0 && !isOpen) {
                words.add(word(field, start, text, close));
                end = close + 2;
            }
        }
        return words;
    }

    private static EncodedWord word(String field, int start, int text, int close) {
        String charset = field.substring(start + 2, text - 3);
        int language = charset.indexOf('*');
        char encoding = Character.toUpperCase(field.charAt(text - 2));
        return new EncodedWord(
                start,
                close + 2,
                language < 0 ? charset : charset.substring(0, language),
                encoding,
                field.substring(text, close));
    }

    private static List<Integer> starts(String field) {
        List<Integer> starts = new ArrayList<>();
        for (int at = field.indexOf("=?"); at >= 0; at = field.indexOf("=?", at + 1)) {
            if (textStart(field, at) > 0) {
                starts.add(at);
            }
        }
        return starts;
    }

    /** Where the text of a word begins that begins here; 0 if none does. */
    private static int textStart(String field, int start) {
        int at = start + 2;
        int limit = Math.min(field.length() - 2, at + LONGEST_CHARSET);
        while (at < limit && field.charAt(at) > ' ' && field.charAt(at) < 0x7F && field.charAt(at) != '?') {
            at++;
        }
        boolean isWord = at < limit
                && field.charAt(at) == '?'
                && "BbQq".indexOf(field.charAt(at + 1)) >= 0
                && field.charAt(at + 2) == '?';
        return isWord ? at + 3 : 0;
    }

    /** The octets that it stands for; none if the encoding is B and there is no base64 in it, although there is a text. */
    public byte[] octets() {
        return octets(new Base64Bits());
    }

    /** @param base64 what the word before left over of an octet */
    byte[] octets(Base64Bits base64) {
        if (encoding == 'Q') {
            return Escapes.decode(text.replace('_', ' '), '=').getBytes(ISO_8859_1);
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        text.chars().map(base64::add).filter(octet -> octet >= 0).forEach(octets::write);
        return octets.toByteArray();
    }

    /** Whether it says anything. What is empty, or has no digit of base64, does not. */
    boolean canBeDecoded() {
        return encoding == 'Q' || text.isBlank() || octets().length > 0;
    }
}
