package org.fakesmtp.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    private Path folder;

    @Test
    void section_is_replaced_and_all_else_stays() throws IOException {
        Path file =
                Files.writeString(folder.resolve("text.md"), "# Text\n\n## One\n\nold\n\n### Part\n\n## Two\n\nkept\n");

        new Report(file, "One").write("new");

        assertThat(file).hasContent("# Text\n\n## One\n\nnew\n\n## Two\n\nkept\n");
    }

    @Test
    void last_section_is_replaced() throws IOException {
        Path file = Files.writeString(folder.resolve("text.md"), "## One\n\nkept\n\n## Two\n\nold\n");

        new Report(file, "Two").write("costs $1\n");

        assertThat(file).hasContent("## One\n\nkept\n\n## Two\n\ncosts $1\n");
    }

    @Test
    void section_that_is_missing_is_added() throws IOException {
        Path file = folder.resolve("text.md");

        new Report(file, "One").write("first");
        new Report(file, "Two").write("second");

        assertThat(file).hasContent("## One\n\nfirst\n\n## Two\n\nsecond\n");
    }
}
