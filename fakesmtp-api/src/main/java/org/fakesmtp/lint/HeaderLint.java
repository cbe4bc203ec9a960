package org.fakesmtp.lint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.fakesmtp.mime.ParameterizedField;
import org.fakesmtp.mime.TransferEncoding;
import org.fakesmtp.text.Printable;

/** Looks at the header of a message, or of a part of it. */
final class HeaderLint {

    private static final Set<String> ONCE = Set.of(
            "date",
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "bcc",
            "message-id",
            "in-reply-to",
            "references",
            "subject");
    private static final Set<String> MIME = Set.of(
            "content-type", "content-transfer-encoding", "content-id", "content-description", "content-disposition");
    private static final String VERSION = "mime-version";
    private static final Set<String> ENCODINGS = Set.of("7bit", "8bit", "binary", "quoted-printable", "base64");
    private static final int SHOWN = 60;

    private final boolean isTop;
    private final BiConsumer<LintRule, String> found;
    private final Set<String> seen = new HashSet<>();

    /** As in readers, of several the first that says anything. */
    private Optional<ParameterizedField> type = Optional.empty();

    private Optional<TransferEncoding> encoding = Optional.empty();

    HeaderLint(boolean isTop, BiConsumer<LintRule, String> found) {
        this.isTop = isTop;
        this.found = found;
    }

    /** Whether a line begins a field: printable ASCII up to a colon, and as obsolete syntax has it blanks before that. What begins with two dashes is rather meant as a boundary. */
    static boolean isField(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).stripTrailing();
        return !name.isEmpty() && !line.startsWith("--") && name.chars().allMatch(octet -> octet > ' ' && octet < 0x7F);
    }

    /** What can be shown of a text from the wire. */
    static String excerpt(String octets) {
        return Printable.line(octets.length() > SHOWN ? octets.substring(0, SHOWN) + "..." : octets);
    }

    /** @param field name, colon and body, unfolded, an octet in each character */
    void field(String field, long line) {
        int colon = field.indexOf(':');
        String name = field.substring(0, colon).stripTrailing().toLowerCase(Locale.ROOT);
        String body = field.substring(colon + 1).strip();
        once(name, line);
        switch (name) {
            case "content-type" -> type(body, line);
            case "content-transfer-encoding" -> encoding(body, line);
            default -> new EncodedWordLint(found, line).look(body);
        }
        if (isTop) {
            ofMessage(name, body, line);
        }
    }

    private void once(String name, long line) {
        boolean isMime = MIME.contains(name) || (isTop && name.equals(VERSION));
        if ((isMime || (isTop && ONCE.contains(name))) && !seen.add(name)) {
            LintRule rule = isMime ? LintRule.DUPLICATE_MIME_FIELD : LintRule.DUPLICATE_FIELD;
            found.accept(rule, "line " + line + " of the message is one more " + name);
        }
    }

    private void type(String body, long line) {
        ParameterizedField read = ParameterizedField.of(body.getBytes(ISO_8859_1));
        type = type.or(() -> Optional.of(read).filter(first -> !body.isEmpty()));
        read.parameter("charset")
                .filter(label -> !KnownCharsets.contains(label))
                .ifPresent(label -> found.accept(
                        LintRule.UNKNOWN_CHARSET,
                        "line " + line + " of the message names the character set '" + excerpt(label) + "'"));
    }

    private void encoding(String body, long line) {
        TransferEncoding named = TransferEncoding.of(body.getBytes(ISO_8859_1));
        encoding = encoding.or(() -> Optional.of(named).filter(first -> !body.isEmpty()));
        if (!isStandard(body) && !isPrivate(body, named)) {
            found.accept(
                    LintRule.UNKNOWN_ENCODING,
                    "line " + line + " of the message names the transfer encoding '" + excerpt(body) + "'");
        }
    }

    /** One of the five names, with nothing else but comments. */
    private static boolean isStandard(String body) {
        String name = body.toLowerCase(Locale.ROOT);
        boolean isPlain = name.chars().noneMatch(character -> "\";, ".indexOf(character) >= 0) || name.contains("(");
        return ENCODINGS.contains(name)
                || (isPlain
                        && ENCODINGS.contains(
                                ParameterizedField.of(name.getBytes(ISO_8859_1)).value()));
    }

    /** A name by agreement, which readers know nevertheless: {@code x-uuencode}. */
    private static boolean isPrivate(String body, TransferEncoding named) {
        return body.toLowerCase(Locale.ROOT).startsWith("x-") && named != TransferEncoding.UNKNOWN;
    }

    private void ofMessage(String name, String body, long line) {
        switch (name) {
            case "date", "resent-date" -> wrongUnless(MailDate.isValid(body), LintRule.BAD_DATE, name, body, line);
            case "message-id" -> wrongUnless(isMessageId(body), LintRule.BAD_MESSAGE_ID, name, body, line);
            case "bcc" -> wrongUnless(body.isEmpty(), LintRule.BCC_SENT, name, body, line);
            default -> {}
        }
    }

    private void wrongUnless(boolean right, LintRule rule, String name, String body, long line) {
        if (!right) {
            found.accept(rule, "line " + line + " of the message has the " + name + " '" + excerpt(body) + "'");
        }
    }

    private static boolean isMessageId(String body) {
        String id = body.endsWith(")")
                ? body.substring(0, Math.max(0, body.lastIndexOf('('))).strip()
                : body;
        int at = id.indexOf('@');
        return id.startsWith("<")
                && id.indexOf('>') == id.length() - 1
                && at > 1
                && at < id.length() - 2
                && id.chars().noneMatch(octet -> octet == ' ' || octet == '\t');
    }

    /** The header has ended. */
    void end() {
        if (isOfMultipart() && namedBoundary().isEmpty()) {
            found.accept(LintRule.MISSING_BOUNDARY, "a multipart has no boundary");
        }
        if (isOfMultipart() && isEncoded()) {
            found.accept(LintRule.ENCODED_MULTIPART, "a multipart is in " + encodingName());
        }
    }

    private boolean isOfMultipart() {
        return type.filter(read -> read.value().startsWith("multipart/")).isPresent();
    }

    private boolean isEncoded() {
        return named() == TransferEncoding.BASE64 || named() == TransferEncoding.QUOTED_PRINTABLE;
    }

    private String encodingName() {
        return named().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The boundary of a multipart whose parts can be looked at. */
    Optional<String> boundary() {
        return isOfMultipart() && !isEncoded() ? namedBoundary() : Optional.empty();
    }

    private Optional<String> namedBoundary() {
        return type.flatMap(read -> read.octets("boundary")).filter(boundary -> !boundary.isEmpty());
    }

    /** How the body is encoded; that of a multipart is not looked at. */
    TransferEncoding encoding() {
        return isOfMultipart() ? TransferEncoding.IDENTITY : named();
    }

    private TransferEncoding named() {
        return encoding.orElse(TransferEncoding.IDENTITY);
    }

    /** Tells what the header of a message has to have, and has not. */
    void missing() {
        missing("date", LintRule.MISSING_DATE, "Date");
        missing("from", LintRule.MISSING_FROM, "From");
        missing("message-id", LintRule.MISSING_MESSAGE_ID, "Message-ID");
        if (seen.stream().anyMatch(MIME::contains)) {
            missing(VERSION, LintRule.MISSING_MIME_VERSION, "MIME-Version, but fields of MIME");
        }
    }

    private void missing(String name, LintRule rule, String what) {
        if (!seen.contains(name)) {
            found.accept(rule, "the message has no " + what);
        }
    }
}
