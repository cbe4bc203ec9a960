package org.fakesmtp.plugins.standard.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentEchoTest {

    private final List<String> lines = new ArrayList<>();
    private final ContentEcho echo = new ContentEcho(true, lines::add);

    @Test
    void lines_come_out_the_same_wherever_the_blocks_are_cut() {
        String content = "Subject: x\r\n\r\na\nb\rc\r\r\n.dot\r\nlast\r\n";
        for (int cut = 0; cut <= content.length(); cut++) {
            lines.clear();
            add(content.substring(0, cut));
            add(content.substring(cut));
            echo.end();
            assertThat(lines).as("cut at %d", cut).containsExactly("Subject: x", "", "a\nb\rc\r", "..dot", "last");
        }
    }

    @Test
    void what_has_no_line_end_is_passed_on_at_the_end() {
        add("half");
        assertThat(lines).isEmpty();
        echo.end();
        assertThat(lines).containsExactly("half");
    }

    @Test
    void the_longest_line_stays_whole() {
        String longest = "x".repeat(ContentEcho.LONGEST);
        add(longest + "\r\nnext\r\n");
        assertThat(lines).containsExactly(longest, "next");
    }

    @Test
    void a_longer_line_comes_in_pieces_and_none_but_the_first_is_stuffed() {
        add("." + "x".repeat(ContentEcho.LONGEST - 1) + ".y\r\nnext\r\n");
        assertThat(lines).containsExactly("..".concat("x".repeat(ContentEcho.LONGEST - 1)), "....y", "next");
    }

    @Test
    void a_carriage_return_at_the_limit_loses_nothing() {
        add("x".repeat(ContentEcho.LONGEST) + "\ry\r\n");
        assertThat(lines).containsExactly("x".repeat(ContentEcho.LONGEST) + "\r", "...y");
    }

    @Test
    void a_line_without_end_is_passed_on_as_it_grows() {
        String block = "x".repeat(ContentEcho.LONGEST);
        for (int i = 0; i < 10; i++) {
            add(block);
        }
        assertThat(lines).hasSize(9);
    }

    private void add(String octets) {
        echo.add(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)));
    }
}
