package org.fakesmtp.lint;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.fakesmtp.mime.EncodedWord;
import org.fakesmtp.mime.MailCharset;

/** Looks at the encoded words of one field. */
final class EncodedWordLint {

    private static final int LONGEST = 75;
    private static final Pattern Q = Pattern.compile("(?:[!-<>@-~]|=[0-9A-Fa-f]{2})*+");
    private static final Pattern B = Pattern.compile("[A-Za-z0-9+/]*+={0,2}");

    private final BiConsumer<LintRule, String> found;
    private final long line;

    EncodedWordLint(BiConsumer<LintRule, String> found, long line) {
        this.found = found;
        this.line = line;
    }

    /** @param body the body of the field, unfolded, an octet in each character */
    void look(String body) {
        boolean isCut = false;
        int end = 0;
        for (EncodedWord word : EncodedWord.in(body)) {
            boolean isRest = isCut && body.substring(end, word.start()).isBlank();
            end = word.end();
            String shown = HeaderLint.excerpt(body.substring(word.start(), end));
            if (end - word.start() > LONGEST) {
                tell(LintRule.LONG_ENCODED_WORD, "an encoded word of " + (end - word.start()) + " characters", shown);
            }
            isCut = isEncoded(word, shown) && isCut(word, isRest, shown);
        }
    }

    private boolean isEncoded(EncodedWord word, String shown) {
        boolean isRight = word.encoding() == 'Q'
                ? Q.matcher(word.text()).matches()
                : word.text().length() % 4 == 0 && B.matcher(word.text()).matches();
        if (!isRight) {
            tell(LintRule.BAD_ENCODED_WORD, "an encoded word that is not in its encoding", shown);
        }
        return isRight;
    }

    /** @param isRest whether it begins with the rest of a character */
    private boolean isCut(EncodedWord word, boolean isRest, String shown) {
        if (!KnownCharsets.contains(word.charset())) {
            tell(LintRule.UNKNOWN_CHARSET, "an encoded word in an unknown character set", shown);
        }
        Ending ending = MailCharset.of(word.charset())
                .map(charset -> ending(word.octets(), charset))
                .orElse(Ending.RIGHT);
        if (ending == Ending.CUT) {
            tell(LintRule.CUT_ENCODED_WORD, "an encoded word that ends within a character", shown);
        } else if (ending == Ending.WRONG && !isRest) {
            tell(LintRule.BAD_ENCODED_WORD, "an encoded word that is not in its character set", shown);
        }
        return ending == Ending.CUT;
    }

    private enum Ending {
        RIGHT,
        CUT,
        WRONG
    }

    private static Ending ending(byte[] octets, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(octets);
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(octets.length * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, false);
        if (result.isError()) {
            return Ending.WRONG;
        }
        return in.hasRemaining() ? Ending.CUT : Ending.RIGHT;
    }

    private void tell(LintRule rule, String what, String shown) {
        found.accept(rule, "line " + line + " of the message has " + what + ": " + shown);
    }
}
