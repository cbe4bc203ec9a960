package org.fakesmtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fakesmtp.api.Mailbox;

/** Reads {@code FROM:<path> parameters} and {@code TO:<path> parameters} (RFC 5321, sections 4.1.1.2, 4.1.1.3 and 4.1.2). Used once. */
final class PathParser {

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final String ATEXT = "!#$%&'*+-/=?^_`{|}~";

    private final String text;
    private final boolean strict;
    private final ReplyKey syntax;
    private final ReplyKey badAddress;
    private int at;
    private boolean international;

    /**
     * @param syntax the reply where there is no path
     * @param badAddress the reply where the path holds no mailbox
     */
    PathParser(String text, boolean strict, ReplyKey syntax, ReplyKey badAddress) {
        this.text = text;
        this.strict = strict;
        this.syntax = syntax;
        this.badAddress = badAddress;
    }

    /** Passes the keyword before the path, {@code FROM:} or {@code TO:}, and the angle bracket that opens the path. */
    void open(String keyword) throws Refusal {
        require(text.regionMatches(true, 0, keyword, 0, keyword.length()), syntax);
        at = keyword.length();
        while (!strict && peek() == ' ') {
            at++;
        }
        require(take('<'), syntax);
    }

    /** A path up to its closing bracket; empty for the null path. */
    Optional<Mailbox> path() throws Refusal {
        if (take('>')) {
            return Optional.empty();
        }
        if (peek() == '@') {
            sourceRoute();
        }
        String localPart = peek() == '"' ? quotedString() : dotString();
        String domain = take('@') ? domain() : "";
        require(take('>'), badAddress);
        Mailbox mailbox = new Mailbox(decoded(localPart, badAddress), decoded(domain, badAddress));
        international = !isAscii(localPart) || !isAscii(domain);
        return Optional.of(mailbox);
    }

    /** Whether the path holds other characters than ASCII, which needs SMTPUTF8 (RFC 6531). */
    boolean isInternational() {
        return international;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The octets of the wire as the UTF-8 that they must be (RFC 6531, section 3.3). */
    private static String decoded(String octets, ReplyKey otherwise) throws Refusal {
        if (isAscii(octets)) {
            return octets;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(otherwise);
        }
    }

    /** {@code @a,@b:} is accepted and ignored (RFC 5321, appendix C). */
    private void sourceRoute() throws Refusal {
        do {
            require(take('@'), badAddress);
            domain();
        } while (take(','));
        require(take(':'), badAddress);
    }

    private String dotString() throws Refusal {
        int start = at;
        boolean open = false;
        while (isAtext(peek()) || (open && peek() == '.')) {
            open = text.charAt(at++) != '.';
        }
        require(open, badAddress);
        return text.substring(start, at);
    }

    private String quotedString() throws Refusal {
        int start = at++;
        while (peek() != '"') {
            boolean pair = take('\\');
            char c = peek();
            require(((c >= ' ' && c <= '~') || (c >= 0x80 && !pair)) && (pair || c != '\\'), badAddress);
            at++;
        }
        at++;
        return text.substring(start, at);
    }

    private String domain() throws Refusal {
        int start = at;
        if (peek() == '[') {
            int end = text.indexOf(']', at);
            at = end < 0 ? at : end + 1;
        } else {
            while (isDomainCharacter(peek())) {
                at++;
            }
        }
        String domain = text.substring(start, at);
        require(Domain.isValid(domain, strict), badAddress);
        return domain;
    }

    /** The ESMTP parameters behind the path: keyword in capitals to value, empty where it has none; in the order of the line, so that the first wrong one is answered. */
    Map<String, String> parameters() throws Refusal {
        if (at == text.length()) {
            return Map.of();
        }
        require(peek() == ' ', syntax);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String word : BLANKS.split(text.substring(at).strip(), -1)) {
            int equals = word.indexOf('=');
            String keyword = equals < 0 ? word : word.substring(0, equals);
            String value = equals < 0 ? "" : word.substring(equals + 1);
            require(isKeyword(keyword) && isValue(value) && value.isEmpty() == equals < 0, syntax);
            String text = decoded(value, syntax);
            require(parameters.put(keyword.toUpperCase(Locale.ROOT), text) == null, ReplyKey.BAD_PARAMETER);
        }
        return parameters;
    }

    private static boolean isKeyword(String text) {
        return !text.isEmpty()
                && text.charAt(0) != '-'
                && text.chars().allMatch(c -> Domain.isLetterOrDigit((char) c) || c == '-');
    }

    private static boolean isValue(String text) {
        return text.chars().allMatch(c -> c > ' ' && c != 0x7F && c != '=');
    }

    private static boolean isDomainCharacter(char c) {
        return Domain.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_' || c >= 0x80;
    }

    private static boolean isAtext(char c) {
        return Domain.isLetterOrDigit(c) || ATEXT.indexOf(c) >= 0 || c >= 0x80;
    }

    private boolean take(char c) {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static void require(boolean condition, ReplyKey otherwise) throws Refusal {
        if (!condition) {
            throw new Refusal(otherwise);
        }
    }
}
