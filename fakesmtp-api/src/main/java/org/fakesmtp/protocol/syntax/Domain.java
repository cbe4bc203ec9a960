package org.fakesmtp.protocol.syntax;

import java.util.regex.Pattern;

/** The syntax of domains and address literals (RFC 5321, sections 4.1.2 and 4.1.3). */
public final class Domain {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern GENERAL = Pattern.compile("[A-Za-z0-9-]*[A-Za-z0-9]:[!-Z^-~]+");
    private static final String IPV6_TAG = "IPv6:";

    private Domain() {}

    /** Whether the text is a domain or an address literal. Host names may hold underscores unless that is to be strict. */
    public static boolean isValid(String text, boolean strict) {
        return isLiteral(text) || isName(text, strict);
    }

    private static boolean isLiteral(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return false;
        }
        String inner = text.substring(1, text.length() - 1);
        if (inner.regionMatches(true, 0, IPV6_TAG, 0, IPV6_TAG.length())) {
            return isIpv6(inner.substring(IPV6_TAG.length()));
        }
        return IPV4.matcher(inner).matches() || GENERAL.matcher(inner).matches();
    }

    /** Sub-domains separated by dots; each begins and ends with a letter or digit. */
    public static boolean isName(String text, boolean strict) {
        boolean open = false;
        char previous = '.';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open = isLetterOrDigit(c) || c >= 0x80 || (!strict && c == '_');
            boolean joins = (c == '-' && previous != '.') || (c == '.' && previous != '.' && previous != '-');
            if (!open && !joins) {
                return false;
            }
            previous = c;
        }
        return open;
    }

    /** Eight groups of up to four hexadecimal digits; one {@code ::} stands for two groups or more, an IPv4 address for the last two. */
    static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        int before = groups(text.substring(0, gap), false);
        int after = groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after <= 6;
    }

    /** The number of groups, or a negative number where the text is wrong. */
    private static int groups(String text, boolean mayEndInIpv4) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] groups = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            boolean ipv4 = mayEndInIpv4
                    && i == groups.length - 1
                    && IPV4.matcher(groups[i]).matches();
            if (!ipv4 && !groups[i].matches("[0-9A-Fa-f]{1,4}")) {
                return -100;
            }
            count += ipv4 ? 2 : 1;
        }
        return count;
    }

    static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
