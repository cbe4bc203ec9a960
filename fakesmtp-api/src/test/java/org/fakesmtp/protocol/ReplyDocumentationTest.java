package org.fakesmtp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.PublicMember;
import org.fakesmtp.fact.Fact;
import org.junit.jupiter.api.Test;

/** The reference of replies is generated, from the catalogue and the comments of its keys: {@code -Dupdate.docs=true} writes it. */
class ReplyDocumentationTest {

    private static final Path FILE = Path.of("..", "docs", "replies.md");
    private static final Path SOURCE = Path.of("src", "main", "java", "org", "fakesmtp", "answer", "ReplyKey.java");

    @Test
    void reference_of_replies_is_what_the_catalogue_says() throws IOException {
        if (Boolean.getBoolean("update.docs")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, reference(), UTF_8);
        }
        assertThat(FILE).as("write it anew with -Dupdate.docs=true").hasContent(reference());
    }

    private static String reference() throws IOException {
        String placeholders =
                Fact.placeholders().stream().map(name -> "`${" + name + "}`").collect(Collectors.joining(" "));
        Map<String, String> comments =
                PublicMember.in(SOURCE).stream().collect(Collectors.toMap(PublicMember::name, PublicMember::comment));
        String rows = Arrays.stream(ReplyKey.values())
                .map(key -> row(key, comments.getOrDefault("ReplyKey." + key.name(), "")))
                .collect(Collectors.joining());
        return """
                # Replies

                The properties file overrides a reply by `reply.<key> = CODE [E.E.E] text`; `\\n` starts a new line of the reply.
                The first digit must stay, except that of the banner: to reject something, use a rule of the plugin `reject`. 421 closes the connection.
                Placeholders in the text: %s; `$$` is a dollar.

                This page is generated from the catalogue in the code.

                | Key | Default | When it is sent |
                |---|---|---|
                %s""".formatted(placeholders, rows);
    }

    private static String row(ReplyKey key, String meaning) {
        return "| `" + key.key() + "` | `" + key.byDefault() + "` | " + meaning + " |\n";
    }
}
