package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {

    private static String visible(String type, String body) throws IOException {
        String content = "Content-Type: " + type + "; charset=utf-8\r\n\r\n" + body;
        return VisibleText.of(new MimeReader(ReadingLimits.NONE)
                .read(new ByteArrayInputStream(content.getBytes(UTF_8)))
                .htmlView());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "one <b>two</b>three|one twothree",
                "<p>one</p><p>two</p>|one\\ntwo",
                "<p>one<br>two<br></p>three|one\\ntwo\\nthree",
                "one<br><br>two|one\\n\\ntwo",
                " one \\r\\n\\t two&nbsp;three |one two three",
                "<div> one </div>\\n<div> <div>two</div> </div>|one\\ntwo",
                "<ul><li>one<li>two</ul>|one\\ntwo",
                "<table><tr><td>one</td><td>two</td></tr><tr><td>three|one two\\nthree",
                "<pre>one\\n  two\\n</pre>three|one\\n  two\\nthree",
                "<title>no</title><style>no</style><script>no</script><!-- no -->one|one",
                "<head><meta charset=x><title>no</title></head><body>one|one",
                "&lt;b&gt; caf&eacute; &#x20ac;|<b> café €",
                "<img src=x alt=no>one|one",
                "<p>one|one",
                "a < b|a < b",
                "``|``",
                "<p> </p>|``",
            })
    void html_is_reduced_to_its_text(String html, String text) throws IOException {
        assertThat(visible("text/html", unescaped(html))).isEqualTo(unescaped(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "one\\r\\ntwo|one\\ntwo",
                "\\r\\n\\r\\none  \\t\\r\\n\\r\\n  two\\r\\n \\r\\n|one\\n\\n  two",
                "one\\rtwo|one\\ntwo",
                "a <b> &amp; c|a <b> &amp; c",
            })
    void plain_text_keeps_all_but_blanks_at_the_ends_of_lines(String plain, String text) throws IOException {
        assertThat(visible("text/plain", unescaped(plain))).isEqualTo(unescaped(text));
    }

    @Test
    @Timeout(30)
    void html_that_is_nested_without_end_is_read() throws IOException {
        assertThat(visible("text/html", "<div><b>".repeat(100_000) + "word")).isEqualTo("word");
        assertThat(visible("text/html", "<table><tr><td>".repeat(20_000) + "word"))
                .contains("word");
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    }
}
