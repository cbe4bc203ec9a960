package org.fakesmtp.protocol.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.Mailbox;

/**
 * Reads {@code FROM:<path> parameters} and {@code TO:<path> parameters} (RFC 5321, sections 4.1.1.2, 4.1.1.3 and 4.1.2): to the letter, or as clients send them, and then it notes what it has
 * forgiven. Used once.
 */
public final class PathParser {

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final String ATEXT = "!#$%&'*+-/=?^_`{|}~";

    private final String text;
    private final boolean strict;
    private final ReplyKey syntax;
    private final ReplyKey badAddress;
    private int at;
    private boolean bracketed;
    private boolean international;
    private Set<PathLeniency> forgiven = Set.of();

    /**
     * @param syntax the reply where there is no path
     * @param badAddress the reply where the path holds no mailbox
     */
    public PathParser(String text, boolean strict, ReplyKey syntax, ReplyKey badAddress) {
        this.text = text;
        this.strict = strict;
        this.syntax = syntax;
        this.badAddress = badAddress;
    }

    /** The reverse-path of MAIL; empty for the null path. */
    public Optional<Mailbox> reversePath() throws Refusal {
        open("FROM:");
        Optional<Mailbox> mailbox = path();
        if (mailbox.isPresent() && mailbox.get().domain().isEmpty()) {
            forgive(PathLeniency.PATH_DOMAIN, badAddress);
        }
        return mailbox;
    }

    /** The forward-path of RCPT, where {@code Postmaster} needs no domain. */
    public Mailbox forwardPath() throws Refusal {
        open("TO:");
        Mailbox mailbox = path().orElseThrow(() -> new Refusal(badAddress));
        if (mailbox.domain().isEmpty() && !mailbox.localPart().equalsIgnoreCase("postmaster")) {
            forgive(PathLeniency.PATH_DOMAIN, badAddress);
        }
        return mailbox;
    }

    /** What was forgiven so far. */
    Set<PathLeniency> forgiven() {
        return forgiven;
    }

    /** Notes what is forgiven, or refuses it. */
    private void forgive(PathLeniency what, ReplyKey otherwise) throws Refusal {
        require(!strict, otherwise);
        if (!forgiven.contains(what)) {
            Set<PathLeniency> more = EnumSet.of(what);
            more.addAll(forgiven);
            forgiven = more;
        }
    }

    /** Passes the keyword before the path, {@code FROM:} or {@code TO:}, and the angle bracket that opens the path, if it has one. */
    public void open(String keyword) throws Refusal {
        int colon = keyword.length() - 1;
        require(text.regionMatches(true, 0, keyword, 0, colon), syntax);
        at = colon;
        blanks(PathLeniency.COLON_BLANKS, syntax);
        require(take(':'), syntax);
        blanks(PathLeniency.COLON_BLANKS, syntax);
        bracketed = take('<') || (!strict && isBehindName());
        require(bracketed || at < text.length(), syntax);
        if (!bracketed) {
            forgive(PathLeniency.PATH_BRACKETS, syntax);
        }
    }

    /** Passes a display name before the bracket that opens the path, if there is one (RFC 5322, section 3.4), and the bracket. */
    private boolean isBehindName() throws Refusal {
        int start = at;
        while (isInName(peek())) {
            if (peek() == '"') {
                quotedString();
            } else if (peek() == '(') {
                comment();
            } else {
                at++;
            }
        }
        if (peek() != '<') {
            at = start;
            return false;
        }
        forgive(PathLeniency.PATH_TEXT, syntax);
        return take('<');
    }

    /** An equals sign is not among them: what stands before a bracket may be the keyword of a parameter, {@code AUTH=<>}. */
    private static boolean isInName(char c) {
        return (isAtext(c) && c != '=') || isBlank(c) || "\"(.@".indexOf(c) >= 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private void blanks(PathLeniency what, ReplyKey otherwise) throws Refusal {
        int start = at;
        while (isBlank(peek())) {
            at++;
        }
        if (at > start) {
            forgive(what, otherwise);
        }
    }

    /** Passes a comment (RFC 5322, section 3.2.2). */
    private void comment() throws Refusal {
        int depth = 0;
        do {
            require(at < text.length(), badAddress);
            char c = peek();
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at += c == '\\' ? 2 : 1;
        } while (depth > 0);
    }

    /** Passes blanks and comments, where within brackets there is nothing to be but a path. */
    private void filling() throws Refusal {
        while (bracketed && (isBlank(peek()) || peek() == '(')) {
            forgive(PathLeniency.PATH_TEXT, badAddress);
            blanks(PathLeniency.PATH_TEXT, badAddress);
            if (peek() == '(') {
                comment();
            }
        }
    }

    /** A path up to its closing bracket, if it has one; empty for the null path. */
    public Optional<Mailbox> path() throws Refusal {
        filling();
        if (bracketed && take('>')) {
            return Optional.empty();
        }
        if (peek() == '@') {
            sourceRoute();
        }
        String localPart = peek() == '"' ? quotedString() : dotString();
        filling();
        String domain = take('@') ? domain() : "";
        filling();
        require(!bracketed || take('>'), badAddress);
        Mailbox mailbox = new Mailbox(decoded(localPart, badAddress), decoded(domain, badAddress));
        international = !isAscii(localPart) || !isAscii(domain);
        return Optional.of(mailbox);
    }

    /** Whether the path holds other characters than ASCII, which needs SMTPUTF8 (RFC 6531). */
    public boolean isInternational() {
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
        boolean odd = false;
        char previous = '.';
        while (isAtext(peek()) || peek() == '.') {
            odd |= previous == '.' && peek() == '.';
            previous = text.charAt(at++);
        }
        require(at > start, badAddress);
        if (odd || previous == '.') {
            forgive(PathLeniency.PATH_DOTS, badAddress);
        }
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
        filling();
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
        if (!Domain.isValid(domain, true)) {
            String undotted = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
            require(Domain.isName(undotted, false), badAddress);
            forgive(PathLeniency.PATH_HOST, badAddress);
        }
        return domain;
    }

    /** The ESMTP parameters behind the path: keyword in capitals to value, empty where it has none; in the order of the line, so that the first wrong one is answered. */
    public Map<String, String> parameters() throws Refusal {
        if (!strict) {
            comments();
        }
        if (at == text.length()) {
            return Map.of();
        }
        require(isBlank(peek()), syntax);
        if (peek() == '\t') {
            forgive(PathLeniency.PATH_TEXT, syntax);
        }
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

    /** Passes comments behind the path. */
    private void comments() throws Refusal {
        int behind = at;
        while (isBlank(peek()) || peek() == '(') {
            if (peek() == '(') {
                forgive(PathLeniency.PATH_TEXT, syntax);
                comment();
                behind = at;
            } else {
                at++;
            }
        }
        at = behind;
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
