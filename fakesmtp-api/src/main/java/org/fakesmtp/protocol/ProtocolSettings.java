package org.fakesmtp.protocol;

import org.fakesmtp.api.Settings;

/**
 * What the dialogue needs to know of the configuration.
 *
 * @param hostname the name in the banner and in other replies
 * @param lineLimit {@code limit.command-line}: the most octets of a command line, CR LF included; 0 is none
 * @param sizeLimit {@code limit.size}: the most octets of a message; 0 is none
 * @param recipientLimit {@code limit.recipients}: the most recipients of a transaction; 0 is none
 * @param syntax how strictly commands are read
 * @param bareNewline what a CR or LF that is no part of a CR LF is in message content
 */
public record ProtocolSettings(
        String hostname, int lineLimit, long sizeLimit, int recipientLimit, Syntax syntax, BareNewline bareNewline) {

    /** How strictly commands are read. */
    public enum Syntax {
        /** Takes what many clients send: blanks before a path, host names with an underscore, any word as a HELO name. */
        LENIENT,
        /** RFC 5321 to the letter. */
        STRICT
    }

    /** What a bare CR or a bare LF is in content. Neither ever ends a line or the content. */
    public enum BareNewline {
        /** An octet like any other, kept. */
        KEEP,
        /** The message is refused at its end. */
        REFUSE
    }

    /** The defaults: lines of 2,048 octets, 50 MB, 1,000 recipients, lenient, bare line ends kept. */
    public static ProtocolSettings defaults() {
        return new ProtocolSettings("localhost", 2048, 50L * 1024 * 1024, 1000, Syntax.LENIENT, BareNewline.KEEP);
    }

    /**
     * Reads {@code hostname}, {@code limit.command-line}, {@code limit.size}, {@code limit.recipients}, {@code syntax} and {@code bare-newline}.
     *
     * @throws org.fakesmtp.api.SettingException where a value is wrong
     */
    public static ProtocolSettings read(Settings settings) {
        ProtocolSettings otherwise = defaults();
        return new ProtocolSettings(
                settings.value("hostname", ProtocolSettings::hostname).orElse(otherwise.hostname),
                (int) Math.min(Integer.MAX_VALUE, settings.size("limit.command-line", otherwise.lineLimit)),
                settings.size("limit.size", otherwise.sizeLimit),
                settings.number("limit.recipients", otherwise.recipientLimit),
                settings.choice("syntax", otherwise.syntax),
                settings.choice("bare-newline", otherwise.bareNewline));
    }

    private static String hostname(String text) {
        if (!Domain.isValid(text, false)) {
            throw new IllegalArgumentException("'" + text + "' is no host name such as mail.example.test");
        }
        return text;
    }

    boolean isStrict() {
        return syntax == Syntax.STRICT;
    }
}
