package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.fakesmtp.lint.LintRule;
import org.junit.jupiter.api.Test;

/** docs/lint.md and the rules that there are. */
class LintPageTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| (\\w+) \\| .+ \\| .+ \\| (.+) \\|$");

    @Test
    void page_lists_each_rule_with_its_severity_and_its_rfc() throws IOException {
        List<String> listed = ROW.matcher(Files.readString(Path.of("../docs/lint.md")))
                .results()
                .map(row -> row.group(1) + ' ' + row.group(2) + ' ' + row.group(3))
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(LintRule.values()).map(LintPageTest::row).toList());
    }

    private static String row(LintRule rule) {
        String severity = rule.severity() == LintRule.Severity.ERROR ? "error" : "note";
        return rule + " " + severity + ' ' + rule.reference();
    }
}
