package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures of the documentation use a small part of Mermaid: a page with a mistake in a picture shows an error instead. */
class PicturesTest {

    private static final String TEXT = "(?:[^\"#;<>]|<br/>)+";
    private static final String NODE = "\\w+(?:\\[\"" + TEXT + "\"])?";

    private static final Pattern FLOWCHART = Pattern.compile("(?:subgraph \\w+\\[\"" + TEXT
            + "\"]|end|direction (?:LR|TB)|" + NODE + "(?: (?:-->|-\\.->)(?:\\|\"" + TEXT + "\"\\|)? " + NODE + ")*)");
    private static final Pattern SEQUENCE = Pattern.compile("(?:participant \\w+ as " + TEXT + "|\\w+--?>>\\w+: " + TEXT
            + "|Note (?:over|right of|left of) \\w+(?:,\\w+)?: " + TEXT + "|(?:opt|alt|else|loop) " + TEXT + "|end)");

    static Stream<Block> pictures() {
        return Block.in("mermaid");
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void each_line_of_a_picture_is_one_that_its_kind_knows(Block picture) {
        List<String> lines = picture.text().lines().map(String::strip).toList();
        boolean sequence = lines.get(0).equals("sequenceDiagram");

        assertThat(lines.get(0)).matches("sequenceDiagram|flowchart (?:LR|TB)");
        assertThat(lines.subList(1, lines.size())).allMatch((sequence ? SEQUENCE : FLOWCHART).asMatchPredicate());
    }

    /** Renderers take such a label for a list in Markdown, and show an error in its place. */
    @ParameterizedTest
    @MethodSource("pictures")
    void no_label_begins_like_a_list(Block picture) {
        assertThat(picture.text()).doesNotContainPattern("\"(?:\\d+[.)]|[-*+]) ");
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void each_group_of_a_picture_is_closed(Block picture) {
        List<String> lines = picture.text().lines().map(String::strip).toList();

        assertThat(lines)
                .filteredOn(line -> line.matches("(?:subgraph|opt|alt|loop) .*"))
                .hasSameSizeAs(lines.stream().filter(line -> line.equals("end")).toList());
    }
}
