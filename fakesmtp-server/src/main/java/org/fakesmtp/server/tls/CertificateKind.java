package org.fakesmtp.server.tls;

/** The certificates that {@link CertificateAuthority} issues: the right one, and what a client must not take. */
public enum CertificateKind {
    /** Of this authority, for the server's names, for as long as it lasts. */
    VALID,
    /** Of a time that is over. */
    EXPIRED,
    /** Of a time that has not begun. */
    NOT_YET_VALID,
    /** Signed by its own key, of no authority. */
    SELF_SIGNED,
    /** Of a host name that is not the server's. */
    WRONG_HOST,
    /** Of an authority that nobody has ever heard of. */
    UNKNOWN_CA,
    /** The right one, without the intermediate certificate that leads to the authority. */
    NO_INTERMEDIATE
}
