package org.fakesmtp.answer;

/**
 * Every reply that the server can give by itself: its key in {@code reply.<key>}, its default, and when it is sent.
 *
 * <pre>{@code
 * CommandHandler noop = new CommandHandler() {
 *     @Override
 *     public Stage stage() {
 *         return Stage.NOOP;
 *     }
 *
 *     @Override
 *     public Answer proceed(CommandSession session) {
 *         return Answer.pause(Duration.ofSeconds(1)).then(session.reply(ReplyKey.NOOP_OK));
 *     }
 * };
 * }</pre>
 */
@SuppressWarnings("ImmutableEnumChecker") // a reply is immutable
public enum ReplyKey {
    /** The banner (RFC 5321, section 3.1). With 554 or 421 the session is refused. */
    GREETING("greeting", "220 ${hostname} ESMTP fakesmtp"),
    /** To HELO (RFC 5321, section 4.1.1.1). */
    HELO_OK("helo.ok", "250 ${hostname}"),
    /** The first line of the reply to EHLO; a line for each extension follows (RFC 5321, section 4.1.1.1). */
    EHLO_OK("ehlo.ok", "250 ${hostname} greets ${helo}"),
    /** To MAIL (RFC 5321, section 4.1.1.2). */
    MAIL_OK("mail.ok", "250 2.1.0 Sender ok"),
    /** To RCPT (RFC 5321, section 4.1.1.3). */
    RCPT_OK("rcpt.ok", "250 2.1.5 Recipient ok"),
    /** To DATA (RFC 5321, section 4.1.1.4). */
    DATA_START("data.start", "354 End data with <CR><LF>.<CR><LF>"),
    /** After the final dot, when every sink has the message. */
    MESSAGE_OK("message.ok", "250 2.0.0 Ok: message ${id} taken"),
    /** To BDAT, but for the last chunk (RFC 3030). */
    BDAT_OK("bdat.ok", "250 2.0.0 Chunk taken"),
    /** To STARTTLS; the handshake follows (RFC 3207). */
    STARTTLS_OK("starttls.ok", "220 2.0.0 Ready to start TLS"),
    /** When the client is authenticated (RFC 4954). */
    AUTH_OK("auth.ok", "235 2.7.0 Authentication successful"),
    /** To RSET (RFC 5321, section 4.1.1.5). */
    RSET_OK("rset.ok", "250 2.0.0 Ok"),
    /** To NOOP (RFC 5321, section 4.1.1.9). */
    NOOP_OK("noop.ok", "250 2.0.0 Ok"),
    /** To VRFY (RFC 5321, section 3.5.3). */
    VRFY_OK("vrfy.ok", "252 2.0.0 Cannot verify the user, but will take a message"),
    /** To EXPN (RFC 5321, section 3.5.3). */
    EXPN_OK("expn.ok", "252 2.0.0 Cannot expand the list, but will take a message"),
    /** The first line of the reply to HELP; the verbs follow (RFC 5321, section 4.1.1.8). */
    HELP_OK("help.ok", "214 2.0.0 Commands:"),
    /** To QUIT; the connection is closed (RFC 5321, section 4.1.1.10). */
    QUIT_OK("quit.ok", "221 2.0.0 ${hostname} closes the connection"),

    /** To a verb that is in no table. */
    UNKNOWN_COMMAND("unknown-command", "500 5.5.1 Command not recognized"),
    /** To a verb that SMTP knows and this server does not serve (RFC 5321, section 4.2.4). */
    NOT_IMPLEMENTED("not-implemented", "502 5.5.1 Command not implemented"),
    /** To a command line over limit.command-line. */
    LINE_TOO_LONG("line-too-long", "500 5.5.2 Line too long"),
    /** To a command line with a CR or LF inside (RFC 5321, section 2.3.8). */
    BARE_NEWLINE("bare-newline", "500 5.5.2 Bare CR or LF in a command, lines end in CR LF"),
    /** To a command line with a NUL or another control character. */
    CONTROL_CHARACTER("control-character", "500 5.5.2 Control character in a command"),
    /** To HELO without a name, or with one that is none. */
    HELO_SYNTAX("helo.syntax", "501 5.5.4 Syntax: HELO domain"),
    /** To EHLO without a name, or with one that is none. */
    EHLO_SYNTAX("ehlo.syntax", "501 5.5.4 Syntax: EHLO domain"),
    /** To MAIL without a path in its syntax. */
    MAIL_SYNTAX("mail.syntax", "501 5.5.4 Syntax: MAIL FROM:<address> [parameters]"),
    /** To MAIL with a path that is no mailbox. */
    MAIL_BAD_ADDRESS("mail.bad-address", "501 5.1.7 Bad sender address syntax"),
    /** To RCPT without a path in its syntax. */
    RCPT_SYNTAX("rcpt.syntax", "501 5.5.4 Syntax: RCPT TO:<address> [parameters]"),
    /** To RCPT with a path that is no mailbox. */
    RCPT_BAD_ADDRESS("rcpt.bad-address", "501 5.1.3 Bad recipient address syntax"),
    /** To a parameter whose value is wrong, or that stands twice. */
    BAD_PARAMETER("bad-parameter", "501 5.5.4 Bad value of a parameter"),
    /** To a parameter that no extension brings (RFC 5321, section 4.1.1.11). */
    UNKNOWN_PARAMETER("unknown-parameter", "555 5.5.4 Parameter not recognized"),
    /** To a parameter whose value is known to SMTP but not served, such as BODY=BINARYMIME. */
    PARAMETER_NOT_IMPLEMENTED("parameter-not-implemented", "504 5.5.4 Parameter value not implemented"),
    /** To DATA, RSET or QUIT with an argument. */
    NO_ARGUMENT("no-argument", "501 5.5.4 This command takes no argument"),
    /** To VRFY or EXPN without one. */
    ARGUMENT_NEEDED("argument-needed", "501 5.5.4 This command needs an argument"),
    /** To HELP on something that is no command. */
    HELP_UNKNOWN_TOPIC("help.unknown-topic", "504 5.5.4 No help on this topic"),

    /** The first line of the reply to LHLO (RFC 2033). */
    LHLO_OK("lhlo.ok", "250 ${hostname} greets ${helo}"),
    /** To LHLO without a name, or with one that is none. */
    LHLO_SYNTAX("lhlo.syntax", "501 5.5.4 Syntax: LHLO domain"),
    /** To BDAT without a size (RFC 3030). */
    BDAT_SYNTAX("bdat.syntax", "501 5.5.4 Syntax: BDAT size [LAST]"),
    /** To AUTH without a mechanism. */
    AUTH_SYNTAX("auth.syntax", "501 5.5.4 Syntax: AUTH mechanism [initial-response]"),
    /** To a response that is no base64 or not what the mechanism takes. */
    AUTH_MALFORMED("auth.malformed", "501 5.5.2 Malformed authentication data"),
    /** To AUTH with an initial response where the server speaks first (RFC 4954, section 4). */
    AUTH_NO_INITIAL_RESPONSE("auth.no-initial-response", "501 5.7.0 The mechanism takes no initial response"),
    /** When the client gives up by a single * (RFC 4954, section 4). */
    AUTH_CANCELLED("auth.cancelled", "501 5.7.0 Authentication cancelled"),
    /** To a line of more than 12,288 octets (RFC 4954). */
    AUTH_LINE_TOO_LONG("auth.line-too-long", "500 5.5.6 Authentication exchange line is too long"),
    /** To AUTH with a mechanism that is not offered. */
    AUTH_UNKNOWN_MECHANISM("auth.unknown-mechanism", "504 5.5.4 Authentication mechanism not offered"),
    /** When the credentials are wrong (RFC 4954, section 6). */
    AUTH_FAILED("auth.failed", "535 5.7.8 Authentication credentials invalid"),
    /** To AUTH in the clear, with auth.requires-tls (RFC 4954, section 6). */
    AUTH_NEEDS_TLS("auth.needs-tls", "538 5.7.11 Encryption required for this authentication mechanism"),
    /** To a command that needs it, with auth.required (RFC 4954, section 6). */
    AUTH_REQUIRED("auth.required", "530 5.7.0 Authentication required"),
    /** To AUTH after a successful one (RFC 4954, section 4). */
    AUTH_TWICE("auth.twice", "503 5.5.1 Already authenticated"),
    /** To most commands in the clear, with tls.required (RFC 3207). */
    TLS_REQUIRED("tls.required", "530 5.7.0 Must issue a STARTTLS command first"),
    /** To STARTTLS after a handshake (RFC 3207). */
    TLS_TWICE("tls.twice", "503 5.5.1 TLS is active already"),
    /** To other commands between two chunks. */
    CHUNKS_OPEN("chunks-open", "503 5.5.1 Chunks of a message are open, send BDAT or RSET"),
    /** To BDAT and DATA after a chunk was refused (RFC 3030). */
    CHUNK_REFUSED("chunk-refused", "503 5.5.1 An earlier chunk was refused, send RSET"),
    /** To DATA in a transaction with BODY=BINARYMIME (RFC 3030). */
    BINARY_NEEDS_BDAT("binary-needs-bdat", "503 5.5.1 BINARYMIME needs BDAT"),
    /** To MAIL with a non-ASCII address without SMTPUTF8 (RFC 6531). */
    MAIL_NEEDS_UTF8("mail.needs-smtputf8", "553 5.6.7 The sender needs SMTPUTF8"),
    /** To RCPT with a non-ASCII address without SMTPUTF8 (RFC 6531). */
    RCPT_NEEDS_UTF8("rcpt.needs-smtputf8", "553 5.6.7 The recipient needs SMTPUTF8"),
    /** To XCLIENT without attributes, or with one that has no value. */
    XCLIENT_SYNTAX("xclient.syntax", "501 5.5.4 Syntax: XCLIENT attribute=value ..."),
    /** To XCLIENT with an attribute that is not known, or whose value is wrong. */
    XCLIENT_BAD_ATTRIBUTE("xclient.bad-attribute", "501 5.5.4 Attribute not recognized, or bad value of an attribute"),
    /** To XCLIENT from a client that is not in xclient.trusted. */
    XCLIENT_REFUSED("xclient.refused", "550 5.7.0 XCLIENT is for trusted clients"),
    /** To VRFY with vrfy = refuse. */
    VRFY_REFUSED("vrfy.refused", "550 5.1.1 No such user"),
    /** To EXPN with expn = refuse. */
    EXPN_REFUSED("expn.refused", "550 5.1.1 No such list"),
    /** To a TLS hello or an HTTP request; the connection is closed. */
    NOT_SMTP("not-smtp", "554 5.5.1 This is an SMTP server"),
    /** When limit.errors is reached. */
    TOO_MANY_ERRORS("too-many-errors", "421 4.7.0 Too many errors"),
    /** When limit.idle-commands is reached. */
    TOO_MANY_IDLE_COMMANDS("too-many-idle-commands", "421 4.7.0 Too many commands without a message"),
    /** To MAIL when limit.transactions is reached. */
    TOO_MANY_TRANSACTIONS("too-many-transactions", "421 4.7.0 Too many messages on this connection"),
    /** Instead of the banner when limit.connections is reached. */
    TOO_MANY_CONNECTIONS("too-many-connections", "421 4.7.0 Too many connections"),
    /** Instead of the banner when limit.connections-per-address is reached. */
    TOO_MANY_FROM_ADDRESS("too-many-from-address", "421 4.7.0 Too many connections from your address"),
    /** When limit.command-time is over. */
    COMMAND_TIMEOUT("command-timeout", "421 4.4.2 ${hostname} closes the connection: the command took too long"),
    /** When limit.message-time is over. */
    MESSAGE_TIMEOUT("message-timeout", "421 4.4.2 ${hostname} closes the connection: the message took too long"),
    /** When content comes slower than limit.min-rate. */
    MESSAGE_TOO_SLOW("message-too-slow", "421 4.4.2 ${hostname} closes the connection: the message comes too slowly"),
    /** To a command that needs HELO or EHLO before it. */
    HELO_FIRST("helo-first", "503 5.5.1 Send HELO or EHLO first"),
    /** To RCPT or DATA outside a mail transaction. */
    MAIL_FIRST("mail-first", "503 5.5.1 Send MAIL first"),
    /** To MAIL within a mail transaction (RFC 5321, section 4.1.4). */
    NESTED_MAIL("nested-mail", "503 5.5.1 A mail transaction is open already"),
    /** To DATA when no recipient was accepted. */
    NO_VALID_RECIPIENTS("no-valid-recipients", "554 5.5.1 No valid recipients"),
    /** To all but QUIT after a banner that refused (RFC 5321, section 3.1). */
    SESSION_REFUSED("session-refused", "503 5.5.1 This session was refused, send QUIT"),

    /** To DATA under LMTP when no recipient was accepted (RFC 2033, section 4.2). */
    NO_RECIPIENT_ACCEPTED("no-recipient-accepted", "503 5.5.1 No valid recipients"),
    /** To MAIL with a SIZE over limit.size (RFC 1870). */
    MAIL_TOO_LARGE("mail.too-large", "552 5.3.4 Message size exceeds the limit"),
    /** After the final dot of a message over limit.size (RFC 1870). */
    MESSAGE_TOO_LARGE("message.too-large", "552 5.3.4 Message size exceeds the limit"),
    /** To RCPT over limit.recipients (RFC 5321, section 4.5.3.1.10). */
    RCPT_TOO_MANY("rcpt.too-many", "452 4.5.3 Too many recipients"),
    /** To RCPT when limit.memory is reached. */
    RCPT_NO_SPACE("rcpt.no-space", "452 4.3.1 Too little memory for another recipient"),
    /** After the final dot, with bare-newline = refuse. */
    MESSAGE_BARE_NEWLINE("message.bare-newline", "550 5.6.0 Bare CR or LF in the message content"),
    /** After the final dot, when a sink failed. */
    MESSAGE_FAILED("message.failed", "451 4.3.0 The message could not be stored"),
    /** After the final dot, when the disk is full. */
    MESSAGE_NO_SPACE("message.no-space", "452 4.3.1 No space left to store the message"),
    /** When a plugin failed to answer. */
    PLUGIN_FAILED("plugin-failed", "451 4.3.0 Local error in processing"),
    /** When limit.idle is over (RFC 5321, section 4.5.3.2.7). */
    IDLE_TIMEOUT("idle-timeout", "421 4.4.2 ${hostname} closes the connection: idle for too long"),
    /** To sessions that are open when the server stops (RFC 5321, section 3.8). */
    SHUTDOWN("shutdown", "421 4.3.2 ${hostname} is shutting down");

    private final String key;
    private final Reply byDefault;
    private final boolean error;

    ReplyKey(String key, String text) {
        this.key = key;
        this.byDefault = Reply.parse(text);
        this.error = byDefault.isNegative();
    }

    /** The key, as in {@code reply.<key>}. */
    public String key() {
        return key;
    }

    /** The reply that is sent unless it is overridden; placeholders are not expanded yet. */
    public Reply byDefault() {
        return byDefault;
    }

    /** Whether the reply in the catalogue is 4yz or 5yz. */
    public boolean isError() {
        return error;
    }
}
