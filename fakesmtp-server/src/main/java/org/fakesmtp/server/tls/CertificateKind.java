package org.fakesmtp.server.tls;

/** The certificates that {@link CertificateAuthority} issues: the right one, and what a client must not take. */
public enum CertificateKind {
    VALID,
    EXPIRED,
    NOT_YET_VALID,
    SELF_SIGNED,
    WRONG_HOST,
    /** Of an authority that nobody has ever heard of. */
    UNKNOWN_CA,
    /** The right one, without the intermediate certificate that leads to the authority. */
    NO_INTERMEDIATE
}
