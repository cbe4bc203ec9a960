package org.fakesmtp.protocol;

import org.fakesmtp.api.Reply;

/** Every reply that the server can give by itself: its key in {@code reply.<key>}, its default and what it says. */
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

    HELO_FIRST("helo-first", "503 5.5.1 Send HELO or EHLO first", "To a command that needs HELO or EHLO before it."),
    MAIL_FIRST("mail-first", "503 5.5.1 Send MAIL first", "To RCPT or DATA outside a mail transaction."),
    NESTED_MAIL("nested-mail", "503 5.5.1 A mail transaction is open already", "To MAIL within a mail transaction."),
    NO_VALID_RECIPIENTS(
            "no-valid-recipients", "554 5.5.1 No valid recipients", "To DATA when no recipient was accepted."),
    SESSION_REFUSED(
            "session-refused",
            "503 5.5.1 This session was refused, send QUIT",
            "To all but QUIT after a banner that refused."),

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

    ReplyKey(String key, String text, String meaning) {
        this.key = key;
        this.byDefault = Reply.parse(text);
        this.meaning = meaning;
    }

    /** The key, as in {@code reply.<key>}. */
    public String key() {
        return key;
    }

    /** The reply that is sent unless it is overridden; placeholders are not expanded yet. */
    public Reply byDefault() {
        return byDefault;
    }

    /** When this reply is given, in a sentence for the reference. */
    public String meaning() {
        return meaning;
    }
}
