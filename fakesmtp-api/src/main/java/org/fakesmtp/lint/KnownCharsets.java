package org.fakesmtp.lint;

import java.util.Locale;
import java.util.Set;
import org.fakesmtp.mime.MailCharset;

/** The character sets that somebody knows. */
final class KnownCharsets {

    /** Registered with IANA, or named by an RFC, though nothing here can decode them. */
    private static final Set<String> REGISTERED = Set.of(
            "unknown-8bit",
            "viscii",
            "viqr",
            "scsu",
            "bocu-1",
            "tscii",
            "ptcp154",
            "koi7-switched",
            "iso-10646-j-1",
            "iso-10646-ucs-basic",
            "iso-10646-unicode-latin1",
            "utf-7-imap",
            "osd_ebcdic_df04_15",
            "amiga-1251",
            "brf",
            "dec-mcs",
            "hp-roman8");

    private KnownCharsets() {}

    static boolean contains(String label) {
        return MailCharset.of(label).isPresent()
                || REGISTERED.contains(label.strip().toLowerCase(Locale.ROOT));
    }
}
