package org.fakesmtp.rule;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list at its commas, but not at those within a quoted local part or a regex. */
final class Alternatives {

    private final String text;
    private final List<String> items = new ArrayList<>();
    private int start;

    private Alternatives(String text) {
        this.text = text;
    }

    static List<String> of(String text) {
        return new Alternatives(text).cut();
    }

    private List<String> cut() {
        while (start <= text.length()) {
            int end = end();
            add(text.substring(start, end).strip());
            start = end + 1;
        }
        return items;
    }

    private void add(String item) {
        if (item.isEmpty()) {
            throw new IllegalArgumentException(
                    text.isBlank()
                            ? "the value is missing"
                            : "'" + text + "' has a comma with nothing before or after it");
        }
        items.add(item);
    }

    /** Where the item ends that begins at the start: at the next comma, or at the end of the text. */
    private int end() {
        int first = start;
        while (first < text.length() && text.charAt(first) == ' ') {
            first++;
        }
        char delimiter = first < text.length() ? text.charAt(first) : ',';
        int from = delimiter == '/' || delimiter == '"' ? closing(delimiter, first + 1) : first;
        int comma = text.indexOf(',', from);
        return comma < 0 ? text.length() : comma;
    }

    /** Where the delimiter stands again, not after a backslash; the end of the text where it does not. */
    private int closing(char delimiter, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == delimiter) {
                return i;
            }
        }
        return text.length();
    }
}
