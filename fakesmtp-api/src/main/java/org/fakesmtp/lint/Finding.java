package org.fakesmtp.lint;

import java.util.Locale;

/**
 * Something that a client did wrong.
 *
 * @param rule against which rule it is
 * @param session the id of the session
 * @param detail what was seen, fit for a terminal
 */
public record Finding(LintRule rule, String session, String detail) {

    /** Whether the RFC says MUST, and not SHOULD. */
    public boolean isError() {
        return rule.severity() == LintRule.Severity.ERROR;
    }

    /** {@code error: s1: bare-line-end: LF without CR in line 3 of a message (RFC 5321, section 2.3.8)}. */
    @Override
    public String toString() {
        String severity = rule.severity().name().toLowerCase(Locale.ROOT);
        return severity + ": " + session + ": " + rule + ": " + detail + " (" + rule.reference() + ')';
    }
}
