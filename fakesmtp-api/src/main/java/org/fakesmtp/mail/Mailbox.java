package org.fakesmtp.mail;

/**
 * A mailbox (RFC 5321, section 4.1.2).
 *
 * @param localPart the part before the {@code @}, with its quotes where the client sent quotes
 * @param domain a domain or an address literal in its brackets; empty for {@code Postmaster} without a domain (section 4.1.1.3)
 */
public record Mailbox(String localPart, String domain) {

    /** The local part as it is meant: without quotes, and without the backslashes of quoted pairs. */
    public String unquotedLocalPart() {
        if (!localPart.startsWith("\"")) {
            return localPart;
        }
        return localPart.substring(1, localPart.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    @Override
    public String toString() {
        return domain.isEmpty() ? localPart : localPart + '@' + domain;
    }
}
