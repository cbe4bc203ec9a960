package org.fakesmtp.plugins.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LintPluginTest {

    @Test
    void error_is_a_warning_and_a_note_is_a_note() {
        List<String> warnings = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Installed.install(new LintPlugin(warnings::add, notes::add), Map.of())
                .session()
                .receive("MAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n")
                .receive("From: a@x.test\r\nSubject: Hi\r\n\r\nHi\r\n.\r\n");

        assertThat(warnings).hasSize(1).allMatch(line -> line.startsWith("error: s1: missing-date: "));
        assertThat(notes).hasSize(1).allMatch(line -> line.startsWith("note: s1: missing-message-id: "));
    }
}
