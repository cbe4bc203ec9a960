package org.fakesmtp.mail;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A point of the dialogue at which rules and answerers are asked: a row of the command table. A plugin that adds a row adds a stage.
 *
 * <pre>{@code
 * hooks.answer(Stage.DATA, exchange -> Answer.reply(451, "4.3.0", "Not now"));
 * hooks.answer(new Stage("XPING"), exchange -> Answer.proceed());
 * }</pre>
 *
 * @param name the verb in capitals, or one of the names that are no verb: CONNECT, TLS, CREDENTIALS, CONTENT, MESSAGE, UNKNOWN, IDLE
 */
public record Stage(String name) {

    /** Before the banner. */
    public static final Stage CONNECT = new Stage("CONNECT");

    /** The client names itself, and wants no extensions (RFC 5321, section 4.1.1.1). */
    public static final Stage HELO = new Stage("HELO");

    /** The client names itself, and asks for the extensions (RFC 5321, section 4.1.1.1). */
    public static final Stage EHLO = new Stage("EHLO");

    /** Under LMTP, what EHLO is under SMTP (RFC 2033, section 4.1). */
    public static final Stage LHLO = new Stage("LHLO");

    /** A TLS handshake begins. */
    public static final Stage TLS = new Stage("TLS");

    /** The client asks for a TLS handshake (RFC 3207). */
    public static final Stage STARTTLS = new Stage("STARTTLS");

    /** The client begins an authentication exchange (RFC 4954, section 4). */
    public static final Stage AUTH = new Stage("AUTH");

    /** The authentication exchange is complete (RFC 4954). */
    public static final Stage CREDENTIALS = new Stage("CREDENTIALS");

    /** A mail transaction begins, with its reverse-path (RFC 5321, section 4.1.1.2). */
    public static final Stage MAIL = new Stage("MAIL");

    /** The transaction gets one recipient more (RFC 5321, section 4.1.1.3). */
    public static final Stage RCPT = new Stage("RCPT");

    /** At DATA (RFC 5321, section 4.1.1.4), and at the first BDAT of a transaction. */
    public static final Stage DATA = new Stage("DATA");

    /** Each chunk (RFC 3030). */
    public static final Stage BDAT = new Stage("BDAT");

    /** After the final dot or the last chunk; under LMTP once for each accepted recipient. */
    public static final Stage MESSAGE = new Stage("MESSAGE");

    /** While message content comes in, after so many octets of it. */
    public static final Stage CONTENT = new Stage("CONTENT");

    /** The client has been silent for so long. */
    public static final Stage IDLE = new Stage("IDLE");

    /** The client gives the mail transaction up (RFC 5321, section 4.1.1.5). */
    public static final Stage RSET = new Stage("RSET");

    /** The client wants nothing but a reply (RFC 5321, section 4.1.1.9). */
    public static final Stage NOOP = new Stage("NOOP");

    /** The client asks whether there is such a user (RFC 5321, section 4.1.1.6). */
    public static final Stage VRFY = new Stage("VRFY");

    /** The client asks who is on a mailing list (RFC 5321, section 4.1.1.7). */
    public static final Stage EXPN = new Stage("EXPN");

    /** The client asks what there is, or about one command (RFC 5321, section 4.1.1.8). */
    public static final Stage HELP = new Stage("HELP");

    /** The client ends the session (RFC 5321, section 4.1.1.10). */
    public static final Stage QUIT = new Stage("QUIT");

    /** The client says whom it speaks for; there is this command where {@code xclient.trusted} is set. */
    public static final Stage XCLIENT = new Stage("XCLIENT");

    /** Any verb that the command table does not have. */
    public static final Stage UNKNOWN = new Stage("UNKNOWN");

    /** Stands in rules for every command: each verb, known or not, and none of the other stages. */
    public static final Stage ANY = new Stage("*");

    /** The stages that stand in every table, in the order of a dialogue; {@link #XCLIENT} does not. */
    public static final List<Stage> STANDARD = List.of(
            CONNECT,
            TLS,
            HELO,
            EHLO,
            LHLO,
            STARTTLS,
            AUTH,
            CREDENTIALS,
            MAIL,
            RCPT,
            DATA,
            BDAT,
            CONTENT,
            MESSAGE,
            RSET,
            NOOP,
            VRFY,
            EXPN,
            HELP,
            QUIT,
            UNKNOWN,
            IDLE);

    /** @throws IllegalArgumentException where the name is blank or not in capitals */
    public Stage {
        if (!name.equals(name.toUpperCase(Locale.ROOT)) || name.isBlank()) {
            throw new IllegalArgumentException("a stage is named in capitals, not '" + name + "'");
        }
    }

    // What a record brings of its own is made when it is first called, which costs a start some 20 ms; stages are
    // compared at each.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stage stage && stage.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
