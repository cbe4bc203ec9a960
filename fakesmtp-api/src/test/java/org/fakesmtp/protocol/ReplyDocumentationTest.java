package org.fakesmtp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.fakesmtp.rule.Placeholders;
import org.junit.jupiter.api.Test;

/** The reference of replies is generated: {@code -Dupdate.docs=true} writes it. */
class ReplyDocumentationTest {

    private static final Path FILE = Path.of("..", "docs", "replies.md");

    @Test
    void reference_of_replies_is_what_the_catalogue_says() throws IOException {
        if (Boolean.getBoolean("update.docs")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, reference(), UTF_8);
        }
        assertThat(FILE).as("write it anew with -Dupdate.docs=true").hasContent(reference());
    }

    private static String reference() {
        String placeholders =
                Placeholders.NAMES.stream().map(name -> "`${" + name + "}`").collect(Collectors.joining(" "));
        String rows = Arrays.stream(ReplyKey.values())
                .map(ReplyDocumentationTest::row)
                .collect(Collectors.joining());
        return """
                # Replies

                Every reply of the server is overridden in the properties file by `reply.<key> = CODE [E.E.E] text`; `\\n` begins a new line of it.
                The first digit has to stay, but for that of the banner: what is to be refused is said by a rule of the plugin `reject`. 421 closes the connection.
                In the text these stand for their values: %s; `$$` is a dollar.

                This page is generated from the catalogue in the code.

                | Key | Default | When it is sent |
                |---|---|---|
                %s""".formatted(placeholders, rows);
    }

    private static String row(ReplyKey key) {
        return "| `" + key.key() + "` | `" + key.byDefault() + "` | " + key.meaning() + " |\n";
    }
}
