package org.fakesmtp.mime;

/**
 * A field of a header (RFC 5322, section 2.2).
 *
 * @param name its name as it came
 * @param value what a person reads: unfolded, without blanks around it, raw octets and encoded words decoded (RFC 2047). Escape it before it is shown
 * @param raw all of its octets as they came, folded and with its last line end, a char for each octet
 */
public record HeaderField(String name, String value, String raw) {

    /** Whether this is its name, in whatever case. */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** What stands behind the colon, folded or not, a char for each octet. */
    String body() {
        return body(raw);
    }

    static String body(String raw) {
        return raw.substring(raw.indexOf(':') + 1);
    }
}
