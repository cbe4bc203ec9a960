package org.fakesmtp.fact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import org.fakesmtp.mail.Mailbox;

/** Mailboxes, and globs for them, in one way of writing: in small letters and without quotes that are not needed. */
public final class MailboxText {

    private static final Pattern QUOTED = Pattern.compile("(?s)\"((?:[^\"\\\\]|\\\\.)*)\"((?:@.*)?)");

    /** What may stand without quotes: a dot-string (RFC 5321, section 4.1.2). The wild cards of a glob are among its characters. */
    private static final Pattern DOT_STRING = Pattern.compile(
            "[^\\x00-\\x20\"(),.:;<>@\\[\\\\\\]\\x7F]+" + "(?:\\.[^\\x00-\\x20\"(),.:;<>@\\[\\\\\\]\\x7F]+)*");

    /** What a thread wrote last: one rule after the other asks about one mailbox. */
    private static final ThreadLocal<Written> LAST =
            ThreadLocal.withInitial(() -> new Written(new Mailbox("", ""), ""));

    private record Written(Mailbox mailbox, String text) {}

    private MailboxText() {}

    /** The mailbox as text, without needless quotes. */
    public static String of(Mailbox mailbox) {
        Written last = LAST.get();
        if (!last.mailbox.equals(mailbox)) {
            last = new Written(mailbox, of(mailbox.toString()));
            LAST.set(last);
        }
        return last.text;
    }

    /** A mailbox, or a pattern of one, written in the same way. */
    public static String of(String text) {
        return (text.startsWith("\"") ? requoted(text) : text).toLowerCase(Locale.ROOT);
    }

    private static String requoted(String text) {
        Matcher matcher = QUOTED.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        String local = matcher.group(1).replaceAll("(?s)\\\\(.)", "$1");
        String quoted = '"' + local.replaceAll("([\"\\\\])", "\\\\$1") + '"';
        return (DOT_STRING.matches(local) ? local : quoted) + matcher.group(2);
    }
}
