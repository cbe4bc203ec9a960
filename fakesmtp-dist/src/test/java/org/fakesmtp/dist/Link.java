package org.fakesmtp.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A link in a text of the documentation.
 *
 * @param target the file or folder that it names
 * @param heading the heading in there, as GitHub writes it; or empty
 */
record Link(Path target, String heading) {

    private static final Pattern SYNTAX = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");

    /** The links of a text, but for those into the web. */
    static List<Link> in(Path text) {
        return SYNTAX.matcher(Block.read(text))
                .results()
                .map(link -> of(text, link))
                .toList();
    }

    private static Link of(Path text, MatchResult link) {
        Path target = link.group(1).isEmpty() ? text : text.resolveSibling(link.group(1));
        return new Link(target, link.group(2) == null ? "" : link.group(2));
    }

    boolean leadsSomewhere() {
        return Files.exists(target) && (heading.isEmpty() || hasHeading());
    }

    private boolean hasHeading() {
        return Block.read(target)
                .replaceAll("(?ms)^```.*?^```$", "")
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .anyMatch(line ->
                        line.replaceAll("[^\\w\\- ]", "").replace(' ', '-').equals(heading));
    }
}
