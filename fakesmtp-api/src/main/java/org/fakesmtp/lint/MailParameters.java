package org.fakesmtp.lint;

import java.util.List;
import java.util.Locale;

/**
 * What MAIL announced of the content.
 *
 * @param words the words of the command behind the path, in capitals
 */
record MailParameters(List<String> words) {

    static final MailParameters NONE = new MailParameters(List.of());

    static MailParameters of(String line) {
        String behind = line.substring(line.lastIndexOf('>') + 1);
        return new MailParameters(
                List.of(behind.strip().toUpperCase(Locale.ROOT).split(" +")));
    }

    boolean isUtf8() {
        return words.contains("SMTPUTF8");
    }

    boolean isEightBit() {
        return words.contains("BODY=8BITMIME") || isBinary();
    }

    boolean isBinary() {
        return words.contains("BODY=BINARYMIME");
    }
}
