package org.fakesmtp.lint;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** Looks at the content of one message as it comes in, octet by octet. Tells each rule once. */
final class ContentLint {

    private static final int LONGEST = 998;
    private static final int LONGEST_NAME = 64;

    private final MailParameters mail;
    private final BiConsumer<LintRule, String> found;
    private final Set<LintRule> told = EnumSet.noneOf(LintRule.class);
    private final Set<String> names = new HashSet<>();
    private final StringBuilder name = new StringBuilder();
    private boolean inHeader = true;
    private boolean inName = true;
    private boolean afterCr;
    private long line = 1;
    private long length;

    ContentLint(MailParameters mail, BiConsumer<LintRule, String> found) {
        this.mail = mail;
        this.found = found;
    }

    void add(ByteBuffer block) {
        while (block.hasRemaining()) {
            octet(block.get() & 0xFF);
        }
    }

    /** The content has ended. */
    void end() {
        lineEnds();
        if (!names.contains("date")) {
            tell(LintRule.MISSING_DATE, "the message has no Date");
        }
        if (!names.contains("message-id")) {
            tell(LintRule.MISSING_MESSAGE_ID, "the message has no Message-ID");
        }
    }

    /** A line began with a single dot. */
    void unstuffed() {
        tell(LintRule.DOT_STUFFING, "line " + line + " of the message began with a single dot, which is lost");
    }

    private void octet(int octet) {
        if (octet == '\n') {
            if (!afterCr) {
                bare("LF without CR");
            }
            lineEnds();
            line++;
        } else {
            if (afterCr) {
                bare("CR without LF");
                length++;
            }
            if (octet != '\r') {
                text(octet);
            }
        }
        afterCr = octet == '\r';
    }

    private void text(int octet) {
        length++;
        if (octet > 127) {
            eightBit();
        }
        if (!inHeader || !inName) {
            return;
        }
        boolean folded = length == 1 && (octet == ' ' || octet == '\t');
        inName = !folded && octet != ':' && name.length() < LONGEST_NAME;
        if (octet == ':') {
            names.add(name.toString().strip().toLowerCase(Locale.ROOT));
        } else if (inName) {
            name.append((char) octet);
        }
    }

    private void eightBit() {
        if (inHeader && !mail.isUtf8()) {
            tell(LintRule.RAW_HEADER, "line " + line + " of the header has octets above 127, and MAIL no SMTPUTF8");
        } else if (!inHeader && !mail.isEightBit()) {
            tell(LintRule.EIGHT_BIT, "line " + line + " has octets above 127, and MAIL no BODY=8BITMIME");
        }
    }

    private void lineEnds() {
        if (length > LONGEST && !mail.isBinary()) {
            tell(LintRule.LONG_LINE, "line " + line + " of the message has " + length + " octets");
        }
        inHeader = inHeader && length > 0;
        inName = true;
        name.setLength(0);
        length = 0;
    }

    private void bare(String what) {
        if (!mail.isBinary()) {
            tell(LintRule.BARE_LINE_END, what + " in line " + line + " of the message");
        }
    }

    private void tell(LintRule rule, String detail) {
        if (told.add(rule)) {
            found.accept(rule, detail);
        }
    }
}
