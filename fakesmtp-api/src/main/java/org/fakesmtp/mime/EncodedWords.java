package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a field with encoded words (RFC 2047). The octets of neighbours in one character set are joined before they are decoded, so that a character may be cut between words. A word
 * that cannot be decoded stays as it is. Octets outside of words are UTF-8 if all of them in the field can be, and otherwise windows-1252.
 */
final class EncodedWords {

    private final String field;
    private final List<EncodedWord> words;
    private final StringBuilder text = new StringBuilder();
    private final boolean isUtf8;

    private EncodedWords(String field) {
        this.field = field;
        this.words =
                EncodedWord.in(field).stream().filter(EncodedWord::canBeDecoded).toList();
        this.isUtf8 = between().stream().allMatch(EncodedWords::isUtf8);
    }

    /** @param field the octets of the field, unfolded, each as a character */
    static String decode(String field) {
        return new EncodedWords(field).text();
    }

    private String text() {
        List<String> between = between();
        append(between.get(0), false);
        int next = 0;
        while (next < words.size()) {
            int first = next;
            next = endOfRun(first);
            text.append(joined(words.subList(first, next)));
            append(between.get(next), next < words.size());
        }
        return text.toString();
    }

    /** What stands before the first word, between words, and after the last. */
    private List<String> between() {
        List<String> between = new ArrayList<>();
        int end = 0;
        for (EncodedWord word : words) {
            between.add(field.substring(end, word.start()));
            end = word.end();
        }
        between.add(field.substring(end));
        return between;
    }

    /** Blanks between two words are not part of the text (RFC 2047, section 6.2). */
    private void append(String raw, boolean betweenWords) {
        if (!betweenWords || !raw.isBlank()) {
            text.append(new String(raw.getBytes(ISO_8859_1), isUtf8 ? UTF_8 : MailCharset.WINDOWS_1252));
        }
    }

    private int endOfRun(int first) {
        int next = first + 1;
        while (next < words.size() && isJoined(words.get(next - 1), words.get(next))) {
            next++;
        }
        return next;
    }

    private boolean isJoined(EncodedWord word, EncodedWord next) {
        Optional<Charset> charset = MailCharset.of(word.charset());
        return field.substring(word.end(), next.start()).isBlank()
                && charset.equals(MailCharset.of(next.charset()))
                && (charset.isPresent() || word.charset().equalsIgnoreCase(next.charset()));
    }

    private static String joined(List<EncodedWord> run) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        Base64Bits base64 = new Base64Bits();
        for (EncodedWord word : run) {
            if (word.encoding() != 'B' || !base64.isCut()) {
                base64.restart();
            }
            octets.writeBytes(word.octets(base64));
        }
        return MailCharset.decode(octets.toByteArray(), run.get(0).charset());
    }

    private static boolean isUtf8(String raw) {
        return MailCharset.decode(raw.getBytes(ISO_8859_1), UTF_8, CodingErrorAction.REPORT, true)
                .isPresent();
    }
}
