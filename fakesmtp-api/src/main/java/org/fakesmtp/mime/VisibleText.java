package org.fakesmtp.mime;

import java.util.List;

/**
 * What a person reads in texts. Lines end in LF, without blanks in front of that, and there are no empty lines at the beginning and at the end. Everything else of plain text stays as it is. Of HTML each block is on lines of
 * its own and {@code <br>} ends a line; but in {@code <pre>}, blanks and line ends become one blank. Scripts, styles and the head are not read, nor are style sheets heeded.
 */
public final class VisibleText {

    private VisibleText() {}

    /** What a person reads in these texts, one after the other. */
    public static String of(List<MimePart> texts) {
        return MimeMessage.join(texts.stream()
                .map(text -> text.isHtml() ? HtmlText.of(text.text()) : text.text())
                .map(VisibleText::trimmed)
                .toList());
    }

    private static String trimmed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                cutBlanks(out);
            }
            out.append(text.charAt(i));
        }
        return out.toString().strip();
    }

    private static void cutBlanks(StringBuilder out) {
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) != '\n' && HtmlText.isBlank(out.charAt(end - 1))) {
            end--;
        }
        out.setLength(end);
    }
}
