package org.fakesmtp.lint;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.fakesmtp.mime.TransferEncoding;

/** Looks at the body of one part in its transfer encoding, octet by octet. What a line says counts only when the line has shown not to be a delimiter. */
abstract class EncodingLint {

    private final LintRule rule;
    private final BiConsumer<LintRule, String> found;
    private Optional<String> wrong = Optional.empty();

    EncodingLint(LintRule rule, BiConsumer<LintRule, String> found) {
        this.rule = rule;
        this.found = found;
    }

    /** What looks at an encoding, if there is something to look at. */
    static Optional<EncodingLint> of(TransferEncoding encoding, BiConsumer<LintRule, String> found) {
        return switch (encoding) {
            case BASE64 -> Optional.of(new Base64Lint(found));
            case QUOTED_PRINTABLE -> Optional.of(new QuotedPrintableLint(found));
            default -> Optional.empty();
        };
    }

    /** An octet of a line, not of its end. */
    abstract void octet(int octet);

    /** The line has ended, and was part of the body. */
    abstract void take();

    /** The line has ended, and was a delimiter: it is to be forgotten. */
    abstract void forget();

    /** The body has ended. */
    abstract void end();

    final void wrong(String what) {
        wrong = wrong.or(() -> Optional.of(what));
    }

    final void lineEnds(boolean isDelimiter, long line) {
        if (isDelimiter) {
            wrong = Optional.empty();
            forget();
            return;
        }
        take();
        wrong.ifPresent(what -> tell("line " + line + " of the message " + what));
        wrong = Optional.empty();
    }

    final void tell(String detail) {
        found.accept(rule, detail);
    }

    private static final class Base64Lint extends EncodingLint {

        private long digits;
        private boolean isPadded;
        private long digitsBefore;
        private boolean wasPadded;

        Base64Lint(BiConsumer<LintRule, String> found) {
            super(LintRule.BAD_BASE64, found);
        }

        @Override
        void octet(int octet) {
            if (octet == ' ' || octet == '\t') {
                return;
            }
            boolean isPad = octet == '=';
            if (!isPad && !isDigit(octet)) {
                wrong("has what is no base64");
            } else if (isPadded && (!isPad || digits % 4 == 0)) {
                wrong("goes on behind the padding of base64");
            }
            isPadded |= isPad;
            digits++;
        }

        private static boolean isDigit(int octet) {
            return (octet >= 'A' && octet <= 'Z')
                    || (octet >= 'a' && octet <= 'z')
                    || (octet >= '0' && octet <= '9')
                    || octet == '+'
                    || octet == '/';
        }

        @Override
        void take() {
            digitsBefore = digits;
            wasPadded = isPadded;
        }

        @Override
        void forget() {
            digits = digitsBefore;
            isPadded = wasPadded;
        }

        @Override
        void end() {
            if (digits % 4 != 0) {
                tell("base64 ends without its padding");
            }
        }
    }

    private static final class QuotedPrintableLint extends EncodingLint {

        private static final int NONE = 3;

        /** How many octets stand behind the last equals sign. */
        private int behind = NONE;

        private boolean isBlank;

        QuotedPrintableLint(BiConsumer<LintRule, String> found) {
            super(LintRule.BAD_QUOTED_PRINTABLE, found);
        }

        @Override
        void octet(int octet) {
            boolean blank = octet == ' ' || octet == '\t';
            if (isBlank && blank) {
                return;
            }
            if ((behind < 2 && Character.digit(octet, 16) < 0 && !(behind == 0 && blank)) || isBlank) {
                wrong("has an equals sign without two hexadecimal digits");
                behind = NONE;
            }
            isBlank = behind == 0 && blank;
            if (octet == '=') {
                behind = 0;
            } else if (behind < 2 && !isBlank) {
                behind++;
            }
        }

        /** An equals sign at the end, blanks behind it or not, is a soft line break. */
        @Override
        void take() {
            if (behind == 1) {
                wrong("has an equals sign without two hexadecimal digits");
            }
            forget();
        }

        @Override
        void forget() {
            behind = NONE;
            isBlank = false;
        }

        @Override
        void end() {
            forget();
        }
    }
}
