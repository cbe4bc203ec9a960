package org.fakesmtp.answer;

import java.util.Locale;
import java.util.Optional;

/**
 * How a TLS handshake goes. Chosen before it begins.
 *
 * @param course what becomes of it
 * @param certificate what is wrong with the certificate; empty where it is as the settings have it
 * @param only the one protocol version, {@code 1.2} or {@code 1.3}, or the one cipher suite that is offered; empty: as the settings have it
 */
public record Handshake(Course course, Optional<BadCertificate> certificate, Optional<String> only) {

    /** As the settings have it. */
    public static final Handshake NORMAL = new Handshake(Course.NORMAL, Optional.empty(), Optional.empty());

    /** What becomes of a handshake. */
    public enum Course {
        /** It takes place, and ends as client and settings have it. */
        NORMAL,
        /** None takes place: what follows goes on in the clear. */
        IN_CLEAR,
        /** A fatal alert answers the client's hello. */
        ABORTED,
        /** The client's hello is answered by TLS 1.0, whatever it offers. */
        TOO_OLD
    }

    /** What can be wrong with a certificate. */
    public enum BadCertificate {
        /** Its time is over. */
        EXPIRED,
        /** Its time has not begun. */
        NOT_YET_VALID,
        /** No authority has signed it: its own key has. */
        SELF_SIGNED,
        /** It is of another host name than the server's. */
        WRONG_HOST,
        /** It is of an authority that nobody has ever heard of. */
        UNKNOWN_CA,
        /** It is the right one, without the intermediate certificate that leads to the authority. */
        NO_INTERMEDIATE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Handshake on(Course other) {
        return new Handshake(other, certificate, only);
    }

    Handshake with(BadCertificate other) {
        return new Handshake(course, Optional.of(other), only);
    }

    Handshake with(String versionOrCipher) {
        return new Handshake(course, certificate, Optional.of(versionOrCipher));
    }
}
