package org.fakesmtp.answer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the text of steps from left to right: words, texts in quotes, and what goes up to the next separator. */
final class StepText {

    private static final List<String> SEPARATORS = List.of("then", "with");

    private final String text;
    private int position;

    private final Path directory;

    StepText(String text, Path directory) {
        this.text = text;
        this.directory = directory;
    }

    /** Where the files lie that the steps name. */
    Path directory() {
        return directory;
    }

    /** The next word; empty at the end. */
    String word() {
        skipBlanks();
        int from = position;
        while (position < text.length() && !isBlank(position)) {
            position++;
        }
        return text.substring(from, position);
    }

    /** The next word where it is as it should be; otherwise it stays, and this is empty. */
    String wordIf(Predicate<String> test) {
        int before = position;
        String word = word();
        if (test.test(word)) {
            return word;
        }
        position = before;
        return "";
    }

    /** What comes up to the next separator or the end, without the blanks around it. */
    String rest() {
        skipBlanks();
        int from = position;
        while (position < text.length() && separator().isEmpty()) {
            position++;
        }
        return text.substring(from, position).strip();
    }

    /** Whether nothing comes up to the next separator or the end. */
    private boolean isAtEnd() {
        int before = position;
        boolean nothing = rest().isEmpty();
        position = before;
        return nothing;
    }

    /** What comes up to the next separator or the end, which a word needs after it. */
    String needed(String word, String what) {
        String rest = rest();
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("'" + word + "' needs " + what);
        }
        return rest;
    }

    /** The next word, which another needs after it. */
    String wordNeeded(String word, String what) {
        if (isAtEnd()) {
            throw new IllegalArgumentException("'" + word + "' needs " + what);
        }
        return word();
    }

    /** Refuses anything before the next separator or the end. */
    void end(String word) {
        String more = rest();
        if (!more.isEmpty()) {
            throw new IllegalArgumentException("nothing but 'then' follows '" + word + "', found '" + more + "'");
        }
    }

    /** Says how a separator can be part of a text. */
    static String quoteHint(String separator) {
        return " (a text that contains '" + separator + "' as a word is quoted)";
    }

    /** The texts in quotes that come next, as many as there are; a backslash stands before a quote or a backslash that is meant. */
    List<String> quoted() {
        return quotedAsWritten().stream().map(StepText::unescaped).toList();
    }

    /** The same with every backslash as it stands. */
    List<String> quotedAsWritten() {
        List<String> texts = new ArrayList<>();
        skipBlanks();
        while (position < text.length() && text.charAt(position) == '"') {
            texts.add(oneQuoted());
            skipBlanks();
        }
        return texts;
    }

    /** Goes past a separator; false where there is none. */
    boolean skip(String separator) {
        boolean found = separator().equals(separator);
        if (found) {
            skipBlanks();
            position += separator.length();
        }
        return found;
    }

    /** The separator that stands here, with blanks before it; empty where there is none. */
    private String separator() {
        int from = position;
        while (from < text.length() && isBlank(from)) {
            from++;
        }
        int start = from;
        boolean apart = start == 0 || isBlank(start - 1) || text.charAt(start - 1) == '"';
        return SEPARATORS.stream()
                .filter(word -> apart && text.startsWith(word, start) && endsWord(start + word.length()))
                .findFirst()
                .orElse("");
    }

    private String oneQuoted() {
        for (int i = position + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                String quoted = text.substring(position + 1, i);
                position = i + 1;
                return quoted;
            }
            i += c == '\\' ? 1 : 0;
        }
        throw new IllegalArgumentException("the quote is not closed: " + text.substring(position));
    }

    private static String unescaped(String quoted) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            boolean escape = c == '\\' && i + 1 < quoted.length() && "\"\\".indexOf(quoted.charAt(i + 1)) >= 0;
            out.append(escape ? quoted.charAt(++i) : c);
        }
        return out.toString();
    }

    private boolean endsWord(int index) {
        return index == text.length() || isBlank(index);
    }

    private void skipBlanks() {
        while (position < text.length() && isBlank(position)) {
            position++;
        }
    }

    private boolean isBlank(int index) {
        return text.charAt(index) == ' ' || text.charAt(index) == '\t';
    }
}
