package org.fakesmtp.protocol.syntax;

/** What {@code syntax = lenient} forgives in MAIL and RCPT, and {@code strict} refuses. */
public enum PathLeniency {
    /** Blanks before or behind the colon of {@code FROM:} and {@code TO:} (RFC 5321, section 3.3). */
    COLON_BLANKS,
    /** A path without its angle brackets (RFC 5321, section 4.1.2). */
    PATH_BRACKETS,
    /** A mailbox without a domain that is not the recipient {@code Postmaster} (RFC 5321, section 4.1.2). */
    PATH_DOMAIN,
    /** A dot at the beginning or at the end of a local part, or behind another (RFC 5321, section 4.1.2). */
    PATH_DOTS,
    /** A domain with an underscore or with a dot at its end (RFC 5321, section 4.1.2). */
    PATH_HOST,
    /** More than a path: blanks within its brackets, a display name or a comment (RFC 5322, sections 3.2.2 and 3.4), a tab where a blank belongs. */
    PATH_TEXT
}
