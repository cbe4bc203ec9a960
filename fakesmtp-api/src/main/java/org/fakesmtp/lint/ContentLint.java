package org.fakesmtp.lint;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Looks at the content of one message as it comes in, octet by octet. Tells each rule once. Of each line no more is kept than tells what it is. */
final class ContentLint {

    private static final int LONGEST = 998;
    private static final int KEPT = 8192;

    private final MailParameters mail;
    private final BiConsumer<LintRule, String> found;
    private final Set<LintRule> told = EnumSet.noneOf(LintRule.class);
    private final MessageLint message = new MessageLint(this::tell);
    private final StringBuilder text = new StringBuilder();
    private boolean afterCr;
    private boolean isEightBit;
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
        if (afterCr) {
            bare("CR without LF");
        }
        if (length > 0) {
            lineEnds();
        }
        message.end();
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
                text('\r');
            }
            if (octet != '\r') {
                text(octet);
            }
        }
        afterCr = octet == '\r';
    }

    private void text(int octet) {
        length++;
        isEightBit |= octet > 127;
        if (text.length() < KEPT) {
            text.append((char) octet);
        }
        message.octet(octet);
    }

    private void lineEnds() {
        boolean inHeader = message.lineEnds(text.toString(), line);
        if (isEightBit) {
            eightBit(inHeader);
        }
        if (length > LONGEST && !mail.isBinary()) {
            tell(LintRule.LONG_LINE, "line " + line + " of the message has " + length + " octets");
        }
        text.setLength(0);
        length = 0;
        isEightBit = false;
    }

    private void eightBit(boolean inHeader) {
        if (inHeader && !mail.isUtf8()) {
            tell(LintRule.RAW_HEADER, "line " + line + " of the header has octets above 127, and MAIL no SMTPUTF8");
        } else if (!inHeader && !mail.isEightBit()) {
            tell(LintRule.EIGHT_BIT, "line " + line + " has octets above 127, and MAIL no BODY=8BITMIME");
        }
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
