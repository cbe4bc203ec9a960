package org.fakesmtp.protocol;

import org.fakesmtp.api.Reply;

/**
 * Every reply that the server can give by itself: its key in {@code reply.<key>}, its default and what it says.
 *
 * <pre>{@code
 * CommandHandler noop = new CommandHandler() {
 *     @Override
 *     public Stage stage() {
 *         return Stage.NOOP;
 *     }
 *
 *     @Override
 *     public Answer proceed(CommandContext context) {
 *         return Answer.pause(Duration.ofSeconds(1)).then(context.reply(ReplyKey.NOOP_OK));
 *     }
 * };
 * }</pre>
 */
@SuppressWarnings("ImmutableEnumChecker") // a reply is immutable
public enum ReplyKey {
    GREETING("greeting", "220 ${hostname} ESMTP fakesmtp", "The banner. With 554 or 421 the session is refused."),
    HELO_OK("helo.ok", "250 ${hostname}", "To HELO."),
    EHLO_OK(
            "ehlo.ok",
            "250 ${hostname} greets ${helo}",
            "The first line of the reply to EHLO; a line for each extension follows."),
    MAIL_OK("mail.ok", "250 2.1.0 Sender ok", "To MAIL."),
    RCPT_OK("rcpt.ok", "250 2.1.5 Recipient ok", "To RCPT."),
    DATA_START("data.start", "354 End data with <CR><LF>.<CR><LF>", "To DATA."),
    MESSAGE_OK(
            "message.ok", "250 2.0.0 Ok: message ${id} taken", "After the final dot, when every sink has the message."),
    BDAT_OK("bdat.ok", "250 2.0.0 Chunk taken", "To BDAT, but for the last chunk (RFC 3030)."),
    STARTTLS_OK("starttls.ok", "220 2.0.0 Ready to start TLS", "To STARTTLS; the handshake follows (RFC 3207)."),
    AUTH_OK("auth.ok", "235 2.7.0 Authentication successful", "When the client is authenticated (RFC 4954)."),
    RSET_OK("rset.ok", "250 2.0.0 Ok", "To RSET."),
    NOOP_OK("noop.ok", "250 2.0.0 Ok", "To NOOP."),
    VRFY_OK(
            "vrfy.ok",
            "252 2.0.0 Cannot verify the user, but will take a message",
            "To VRFY (RFC 5321, section 3.5.3)."),
    EXPN_OK(
            "expn.ok",
            "252 2.0.0 Cannot expand the list, but will take a message",
            "To EXPN (RFC 5321, section 3.5.3)."),
    HELP_OK("help.ok", "214 2.0.0 Commands:", "The first line of the reply to HELP; the verbs follow."),
    QUIT_OK("quit.ok", "221 2.0.0 ${hostname} closes the connection", "To QUIT; the connection is closed."),

    UNKNOWN_COMMAND("unknown-command", "500 5.5.1 Command not recognized", "To a verb that is in no table."),
    NOT_IMPLEMENTED(
            "not-implemented",
            "502 5.5.1 Command not implemented",
            "To a verb that SMTP knows and this server does not serve."),
    LINE_TOO_LONG("line-too-long", "500 5.5.2 Line too long", "To a command line over limit.command-line."),
    BARE_NEWLINE(
            "bare-newline",
            "500 5.5.2 Bare CR or LF in a command, lines end in CR LF",
            "To a command line with a CR or LF inside."),
    CONTROL_CHARACTER(
            "control-character",
            "500 5.5.2 Control character in a command",
            "To a command line with a NUL or another control character."),
    HELO_SYNTAX("helo.syntax", "501 5.5.4 Syntax: HELO domain", "To HELO without a name, or with one that is none."),
    EHLO_SYNTAX("ehlo.syntax", "501 5.5.4 Syntax: EHLO domain", "To EHLO without a name, or with one that is none."),
    MAIL_SYNTAX(
            "mail.syntax",
            "501 5.5.4 Syntax: MAIL FROM:<address> [parameters]",
            "To MAIL without a path in its syntax."),
    MAIL_BAD_ADDRESS(
            "mail.bad-address", "501 5.1.7 Bad sender address syntax", "To MAIL with a path that is no mailbox."),
    RCPT_SYNTAX(
            "rcpt.syntax", "501 5.5.4 Syntax: RCPT TO:<address> [parameters]", "To RCPT without a path in its syntax."),
    RCPT_BAD_ADDRESS(
            "rcpt.bad-address", "501 5.1.3 Bad recipient address syntax", "To RCPT with a path that is no mailbox."),
    BAD_PARAMETER(
            "bad-parameter",
            "501 5.5.4 Bad value of a parameter",
            "To a parameter whose value is wrong, or that stands twice."),
    UNKNOWN_PARAMETER(
            "unknown-parameter",
            "555 5.5.4 Parameter not recognized",
            "To a parameter that no extension brings (RFC 5321, section 4.1.1.11)."),
    PARAMETER_NOT_IMPLEMENTED(
            "parameter-not-implemented",
            "504 5.5.4 Parameter value not implemented",
            "To a parameter whose value is known to SMTP but not served, such as BODY=BINARYMIME."),
    NO_ARGUMENT("no-argument", "501 5.5.4 This command takes no argument", "To DATA, RSET or QUIT with an argument."),
    ARGUMENT_NEEDED("argument-needed", "501 5.5.4 This command needs an argument", "To VRFY or EXPN without one."),
    HELP_UNKNOWN_TOPIC(
            "help.unknown-topic", "504 5.5.4 No help on this topic", "To HELP on something that is no command."),

    LHLO_OK("lhlo.ok", "250 ${hostname} greets ${helo}", "The first line of the reply to LHLO (RFC 2033)."),
    LHLO_SYNTAX("lhlo.syntax", "501 5.5.4 Syntax: LHLO domain", "To LHLO without a name, or with one that is none."),
    BDAT_SYNTAX("bdat.syntax", "501 5.5.4 Syntax: BDAT size [LAST]", "To BDAT without a size (RFC 3030)."),
    AUTH_SYNTAX("auth.syntax", "501 5.5.4 Syntax: AUTH mechanism [initial-response]", "To AUTH without a mechanism."),
    AUTH_MALFORMED(
            "auth.malformed",
            "501 5.5.2 Malformed authentication data",
            "To a response that is no base64 or not what the mechanism takes."),
    AUTH_NO_INITIAL_RESPONSE(
            "auth.no-initial-response",
            "501 5.7.0 The mechanism takes no initial response",
            "To AUTH with an initial response where the server speaks first (RFC 4954, section 4)."),
    AUTH_CANCELLED("auth.cancelled", "501 5.7.0 Authentication cancelled", "When the client gives up by a single *."),
    AUTH_LINE_TOO_LONG(
            "auth.line-too-long",
            "500 5.5.6 Authentication exchange line is too long",
            "To a line of more than 12,288 octets (RFC 4954)."),
    AUTH_UNKNOWN_MECHANISM(
            "auth.unknown-mechanism",
            "504 5.5.4 Authentication mechanism not offered",
            "To AUTH with a mechanism that is not offered."),
    AUTH_FAILED("auth.failed", "535 5.7.8 Authentication credentials invalid", "When the credentials are wrong."),
    AUTH_NEEDS_TLS(
            "auth.needs-tls",
            "538 5.7.11 Encryption required for this authentication mechanism",
            "To AUTH in the clear, with auth.requires-tls."),
    AUTH_REQUIRED(
            "auth.required", "530 5.7.0 Authentication required", "To a command that needs it, with auth.required."),
    AUTH_TWICE("auth.twice", "503 5.5.1 Already authenticated", "To AUTH after a successful one."),
    TLS_REQUIRED(
            "tls.required",
            "530 5.7.0 Must issue a STARTTLS command first",
            "To most commands in the clear, with tls.required (RFC 3207)."),
    TLS_TWICE("tls.twice", "503 5.5.1 TLS is active already", "To STARTTLS after a handshake."),
    CHUNKS_OPEN(
            "chunks-open",
            "503 5.5.1 Chunks of a message are open, send BDAT or RSET",
            "To other commands between two chunks."),
    CHUNK_REFUSED(
            "chunk-refused",
            "503 5.5.1 An earlier chunk was refused, send RSET",
            "To BDAT and DATA after a chunk was refused (RFC 3030)."),
    BINARY_NEEDS_BDAT(
            "binary-needs-bdat",
            "503 5.5.1 BINARYMIME needs BDAT",
            "To DATA in a transaction with BODY=BINARYMIME (RFC 3030)."),
    MAIL_NEEDS_UTF8(
            "mail.needs-smtputf8",
            "553 5.6.7 The sender needs SMTPUTF8",
            "To MAIL with a non-ASCII address without SMTPUTF8 (RFC 6531)."),
    RCPT_NEEDS_UTF8(
            "rcpt.needs-smtputf8",
            "553 5.6.7 The recipient needs SMTPUTF8",
            "To RCPT with a non-ASCII address without SMTPUTF8 (RFC 6531)."),
    VRFY_REFUSED("vrfy.refused", "550 5.1.1 No such user", "To VRFY with vrfy = refuse."),
    EXPN_REFUSED("expn.refused", "550 5.1.1 No such list", "To EXPN with expn = refuse."),
    NOT_SMTP(
            "not-smtp",
            "554 5.5.1 This is an SMTP server",
            "To a TLS hello or an HTTP request; the connection is closed."),
    TOO_MANY_ERRORS("too-many-errors", "421 4.7.0 Too many errors", "When limit.errors is reached."),
    TOO_MANY_IDLE_COMMANDS(
            "too-many-idle-commands",
            "421 4.7.0 Too many commands without a message",
            "When limit.idle-commands is reached."),
    TOO_MANY_TRANSACTIONS(
            "too-many-transactions",
            "421 4.7.0 Too many messages on this connection",
            "To MAIL when limit.transactions is reached."),
    TOO_MANY_CONNECTIONS(
            "too-many-connections",
            "421 4.7.0 Too many connections",
            "Instead of the banner when limit.connections is reached."),
    TOO_MANY_FROM_ADDRESS(
            "too-many-from-address",
            "421 4.7.0 Too many connections from your address",
            "Instead of the banner when limit.connections-per-address is reached."),
    COMMAND_TIMEOUT(
            "command-timeout",
            "421 4.4.2 ${hostname} closes the connection: the command took too long",
            "When limit.command-time is over."),
    MESSAGE_TIMEOUT(
            "message-timeout",
            "421 4.4.2 ${hostname} closes the connection: the message took too long",
            "When limit.message-time is over."),
    MESSAGE_TOO_SLOW(
            "message-too-slow",
            "421 4.4.2 ${hostname} closes the connection: the message comes too slowly",
            "When content comes slower than limit.min-rate."),
    HELO_FIRST("helo-first", "503 5.5.1 Send HELO or EHLO first", "To a command that needs HELO or EHLO before it."),
    MAIL_FIRST("mail-first", "503 5.5.1 Send MAIL first", "To RCPT or DATA outside a mail transaction."),
    NESTED_MAIL("nested-mail", "503 5.5.1 A mail transaction is open already", "To MAIL within a mail transaction."),
    NO_VALID_RECIPIENTS(
            "no-valid-recipients", "554 5.5.1 No valid recipients", "To DATA when no recipient was accepted."),
    SESSION_REFUSED(
            "session-refused",
            "503 5.5.1 This session was refused, send QUIT",
            "To all but QUIT after a banner that refused."),

    NO_RECIPIENT_ACCEPTED(
            "no-recipient-accepted",
            "503 5.5.1 No valid recipients",
            "To DATA under LMTP when no recipient was accepted (RFC 2033, section 4.2)."),
    MAIL_TOO_LARGE(
            "mail.too-large",
            "552 5.3.4 Message size exceeds the limit",
            "To MAIL with a SIZE over limit.size (RFC 1870)."),
    MESSAGE_TOO_LARGE(
            "message.too-large",
            "552 5.3.4 Message size exceeds the limit",
            "After the final dot of a message over limit.size."),
    RCPT_TOO_MANY(
            "rcpt.too-many",
            "452 4.5.3 Too many recipients",
            "To RCPT over limit.recipients (RFC 5321, section 4.5.3.1.10)."),
    RCPT_NO_SPACE(
            "rcpt.no-space",
            "452 4.3.1 Too little memory for another recipient",
            "To RCPT when limit.memory is reached."),
    MESSAGE_BARE_NEWLINE(
            "message.bare-newline",
            "550 5.6.0 Bare CR or LF in the message content",
            "After the final dot, with bare-newline = refuse."),
    MESSAGE_FAILED(
            "message.failed", "451 4.3.0 The message could not be stored", "After the final dot, when a sink failed."),
    MESSAGE_NO_SPACE(
            "message.no-space",
            "452 4.3.1 No space left to store the message",
            "After the final dot, when the disk is full."),
    PLUGIN_FAILED("plugin-failed", "451 4.3.0 Local error in processing", "When a plugin failed to answer."),
    IDLE_TIMEOUT(
            "idle-timeout",
            "421 4.4.2 ${hostname} closes the connection: idle for too long",
            "When limit.idle is over."),
    SHUTDOWN("shutdown", "421 4.3.2 ${hostname} is shutting down", "To sessions that are open when the server stops.");

    private final String key;
    private final Reply byDefault;
    private final String meaning;
    private final boolean error;

    ReplyKey(String key, String text, String meaning) {
        this.key = key;
        this.byDefault = Reply.parse(text);
        this.meaning = meaning;
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

    boolean isError() {
        return error;
    }

    /** When this reply is given, in a sentence for the reference. */
    public String meaning() {
        return meaning;
    }
}
