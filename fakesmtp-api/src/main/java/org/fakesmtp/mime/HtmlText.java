package org.fakesmtp.mime;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Reduces HTML to its text. */
final class HtmlText implements NodeFilter {

    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final Set<String> UNSEEN = Set.of("head", "title", "script", "style", "template");
    private static final Set<String> CELLS = Set.of("td", "th");

    private final StringBuilder out = new StringBuilder();
    private boolean lineDue;
    private boolean blankDue;
    private int preformatted;

    private HtmlText() {}

    /** The text of HTML, each block on lines of its own. */
    static String of(String html) {
        HtmlText text = new HtmlText();
        Jsoup.parse(html).filter(text);
        return text.out.toString();
    }

    /** Whether a char is one of those that HTML folds, or a blank that does not break. */
    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == NO_BREAK_SPACE;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            add(text.getWholeText());
        } else if (node instanceof Element element) {
            if (UNSEEN.contains(element.normalName())) {
                return FilterResult.SKIP_ENTIRELY;
            }
            begin(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            separate(element);
            preformatted -= isPreformatted(element) ? 1 : 0;
        }
        return FilterResult.CONTINUE;
    }

    private void begin(Element element) {
        separate(element);
        preformatted += isPreformatted(element) ? 1 : 0;
        if (element.normalName().equals("br")) {
            endLine();
        }
    }

    private void separate(Element element) {
        if (CELLS.contains(element.normalName())) {
            blankDue = true;
        } else if (element.isBlock()) {
            lineDue = true;
        }
    }

    private static boolean isPreformatted(Element element) {
        return element.normalName().equals("pre");
    }

    private void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (preformatted > 0 && c == '\n') {
                endLine();
            } else if (preformatted == 0 && isBlank(c)) {
                blankDue = true;
            } else {
                settle();
                out.append(c);
            }
        }
    }

    private void endLine() {
        settle();
        out.append('\n');
    }

    /** Begins the line, or adds the blank, that is due. */
    private void settle() {
        boolean within = out.length() > 0 && out.charAt(out.length() - 1) != '\n';
        if (within && lineDue) {
            out.append('\n');
        } else if (within && blankDue) {
            out.append(' ');
        }
        lineDue = false;
        blankDue = false;
    }
}
