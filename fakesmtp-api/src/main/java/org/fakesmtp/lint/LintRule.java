package org.fakesmtp.lint;

import java.util.Locale;

/** What a client can do wrong. */
public enum LintRule {
    /** A CR or LF that is not part of CR LF. */
    BARE_LINE_END(Severity.ERROR, "RFC 5321, section 2.3.8"),
    /** A line of content has more than 998 octets without its CR LF. */
    LONG_LINE(Severity.ERROR, "RFC 5322, section 2.1.1"),
    /** Octets above 127 in a body that was not announced by {@code BODY=8BITMIME}. */
    EIGHT_BIT(Severity.ERROR, "RFC 6152, section 3"),
    /** Octets above 127 in the header of a message, or of a part of it, that was not announced by {@code SMTPUTF8}. */
    RAW_HEADER(Severity.ERROR, "RFC 5322, section 2.2"),
    /** A line of content began with a single dot. */
    DOT_STUFFING(Severity.ERROR, "RFC 5321, section 4.5.2"),
    /** The client went on before it had the banner, or the reply to EHLO, HELO, LHLO or DATA. */
    PIPELINING(Severity.ERROR, "RFC 2920, section 3.1"),
    /** A password, or a token that is worth as much, was sent without TLS. */
    AUTH_IN_CLEAR(Severity.ERROR, "RFC 4954, section 4"),
    /** The name of EHLO, HELO or LHLO is neither a domain nor, but for HELO, an address literal. */
    HELO_NAME(Severity.ERROR, "RFC 5321, section 4.1.1.1"),
    /** A blank before or behind the colon of {@code FROM:} or {@code TO:}. */
    COLON_BLANKS(Severity.ERROR, "RFC 5321, section 3.3"),
    /** The path of MAIL or RCPT stands without its angle brackets. */
    PATH_BRACKETS(Severity.ERROR, "RFC 5321, section 4.1.2"),
    /** The mailbox of MAIL or RCPT has no domain, and is not the recipient {@code Postmaster}. */
    PATH_DOMAIN(Severity.ERROR, "RFC 5321, section 4.1.2"),
    /** A local part begins or ends with a dot, or has two in a row. */
    PATH_DOTS(Severity.ERROR, "RFC 5321, section 4.1.2"),
    /** The domain of a path has an underscore, or a dot at its end. */
    PATH_HOST(Severity.ERROR, "RFC 5321, section 4.1.2"),
    /** MAIL or RCPT have a display name, a comment, a blank or a tab where nothing but a path can be. */
    PATH_TEXT(Severity.ERROR, "RFC 5321, section 4.1.2"),
    /** A response of an AUTH exchange is no base64: its padding is wrong, spare bits are set, or it has other octets. */
    AUTH_BASE64(Severity.ERROR, "RFC 4954, section 4"),
    /** The client ended the connection, and had not said QUIT. */
    NO_QUIT(Severity.ERROR, "RFC 5321, section 4.1.1.10"),
    /** The message has no Date. */
    MISSING_DATE(Severity.ERROR, "RFC 5322, section 3.6"),
    /** The message has no From. */
    MISSING_FROM(Severity.ERROR, "RFC 5322, section 3.6"),
    /** The message has no Message-ID. */
    MISSING_MESSAGE_ID(Severity.NOTE, "RFC 5322, section 3.6.4"),
    /** A line of a header is neither a field nor the continuation of one. */
    NO_FIELD(Severity.ERROR, "RFC 5322, section 2.2"),
    /** The header has a field twice that may stand once. */
    DUPLICATE_FIELD(Severity.ERROR, "RFC 5322, section 3.6"),
    /** The header of a message or a part has a field of MIME twice. */
    DUPLICATE_MIME_FIELD(Severity.ERROR, "RFC 2045, section 3"),
    /** Date has another form than the RFC gives it, or there is no such day or time, or the day of the week is another one. */
    BAD_DATE(Severity.ERROR, "RFC 5322, section 3.3"),
    /** Message-ID is not {@code <left@right>}. */
    BAD_MESSAGE_ID(Severity.ERROR, "RFC 5322, section 3.6.4"),
    /** Bcc names recipients, who may be seen by all others. */
    BCC_SENT(Severity.NOTE, "RFC 5322, section 3.6.3"),
    /** The header has fields of MIME, and no MIME-Version. */
    MISSING_MIME_VERSION(Severity.ERROR, "RFC 2045, section 4"),
    /** A multipart has no parameter boundary. */
    MISSING_BOUNDARY(Severity.ERROR, "RFC 2046, section 5.1.1"),
    /** A multipart has no part: its boundary never comes. */
    MULTIPART_WITHOUT_PARTS(Severity.ERROR, "RFC 2046, section 5.1"),
    /** A multipart does not end with {@code --boundary--}. */
    UNCLOSED_MULTIPART(Severity.ERROR, "RFC 2046, section 5.1.1"),
    /** A multipart has another transfer encoding than 7bit, 8bit or binary. */
    ENCODED_MULTIPART(Severity.ERROR, "RFC 2045, section 6.4"),
    /** Content-Transfer-Encoding has a name that is none of the five of the RFC. */
    UNKNOWN_ENCODING(Severity.ERROR, "RFC 2045, section 6.1"),
    /** Base64 has other characters than its own between its digits, lacks padding, or goes on behind it. */
    BAD_BASE64(Severity.ERROR, "RFC 2045, section 6.8"),
    /** Quoted-printable has an equals sign without two hexadecimal digits behind it. */
    BAD_QUOTED_PRINTABLE(Severity.ERROR, "RFC 2045, section 6.7"),
    /** The character set of a text or of an encoded word is one that nobody knows. */
    UNKNOWN_CHARSET(Severity.ERROR, "RFC 2046, section 4.1.2"),
    /** An encoded word has more than 75 characters. */
    LONG_ENCODED_WORD(Severity.ERROR, "RFC 2047, section 2"),
    /** A character is cut between two encoded words. */
    CUT_ENCODED_WORD(Severity.ERROR, "RFC 2047, section 5"),
    /** An encoded word has a blank in it, is not in its encoding, or not in its character set. */
    BAD_ENCODED_WORD(Severity.ERROR, "RFC 2047, section 4");

    /** How grave it is. */
    public enum Severity {
        /** The RFC says MUST. */
        ERROR,
        /** The RFC says SHOULD. */
        NOTE
    }

    private final Severity severity;
    private final String reference;

    LintRule(Severity severity, String reference) {
        this.severity = severity;
        this.reference = reference;
    }

    /** Whether it breaks a MUST or a SHOULD. */
    public Severity severity() {
        return severity;
    }

    /** Where it is written: {@code RFC 5321, section 2.3.8}. */
    public String reference() {
        return reference;
    }

    /** The name in small letters: {@code bare-line-end}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
