package org.fakesmtp.answer;

import java.util.Locale;

/** A step that sends nothing by itself: it alters how the normal work is done. */
public sealed interface Alteration extends Step {

    /** This manner with the alteration. */
    Manner alter(Manner manner);

    /** Nothing is played: whoever proceeds has taken the alteration up before. */
    @Override
    default Outcome playOn(StepPlayer player) {
        return Outcome.DONE;
    }

    /** What can go wrong with a TLS handshake altogether. */
    enum OfHandshake implements Alteration {
        /** 220, and then no handshake: the dialogue goes on in the clear. */
        STARTTLS_IN_CLEAR(Handshake.Course.IN_CLEAR),
        /** A fatal alert answers the client's hello. */
        TLS_ABORT(Handshake.Course.ABORTED),
        /** The client's hello is answered by TLS 1.0. */
        TLS_TOO_OLD(Handshake.Course.TOO_OLD);

        private final Handshake.Course course;

        OfHandshake(Handshake.Course course) {
            this.course = course;
        }

        @Override
        public Manner alter(Manner manner) {
            return manner.with(manner.handshake().on(course));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The handshake shows a certificate with something wrong. */
    record Certificate(Handshake.BadCertificate kind) implements Alteration {
        @Override
        public Manner alter(Manner manner) {
            return manner.with(manner.handshake().with(kind));
        }

        @Override
        public String toString() {
            return "certificate " + kind;
        }
    }

    /** The handshake offers one protocol version, {@code 1.2} or {@code 1.3}, or one cipher suite by its name in Java. */
    record TlsOnly(String versionOrCipher) implements Alteration {

        /** @throws IllegalArgumentException where it is neither {@code 1.2} nor {@code 1.3}, and does not begin with {@code TLS_} as the names of suites do */
        public TlsOnly {
            if (!versionOrCipher.equals("1.2") && !versionOrCipher.equals("1.3") && !isSuite(versionOrCipher)) {
                throw new IllegalArgumentException("'" + versionOrCipher
                        + "' is neither 1.2 nor 1.3 nor a cipher suite such as TLS_AES_128_GCM_SHA256");
            }
        }

        @Override
        public Manner alter(Manner manner) {
            return manner.with(manner.handshake().with(versionOrCipher));
        }

        /** Whether it is a cipher suite, and not a version. */
        public boolean isCipherSuite() {
            return isSuite(versionOrCipher);
        }

        private static boolean isSuite(String text) {
            return text.startsWith("TLS_");
        }

        @Override
        public String toString() {
            return "tls-only " + versionOrCipher;
        }
    }

    /** Something else about an extension than the settings have it. */
    sealed interface OfKeyword extends Alteration {

        /** The EHLO keyword, in capitals. */
        String keyword();

        @Override
        default Manner alter(Manner manner) {
            return manner.with(this);
        }

        /** A keyword as it goes out: capitals, digits and {@code -} (RFC 5321, section 4.1.1.1). */
        private static String checked(String keyword) {
            return checked(keyword, keyword);
        }

        private static String checked(String keyword, String written) {
            String capitals = keyword.toUpperCase(Locale.ROOT);
            if (!capitals.matches("[A-Z0-9][A-Z0-9-]*")) {
                throw new IllegalArgumentException("'" + written + "' is no EHLO keyword such as SIZE");
            }
            return capitals;
        }
    }

    /** The keyword is not announced, its commands and parameters are served. */
    record Hide(String keyword) implements OfKeyword {

        /** @throws IllegalArgumentException where it is no EHLO keyword (RFC 5321, section 4.1.1.1); small letters become capitals */
        public Hide {
            keyword = OfKeyword.checked(keyword);
        }

        @Override
        public String toString() {
            return "hide " + keyword;
        }
    }

    /** The keyword is not announced, and its commands and parameters are refused for the rest of the session or until the next EHLO. */
    record Disable(String keyword) implements OfKeyword {

        /** @throws IllegalArgumentException where it is no EHLO keyword (RFC 5321, section 4.1.1.1); small letters become capitals */
        public Disable {
            keyword = OfKeyword.checked(keyword);
        }

        @Override
        public String toString() {
            return "disable " + keyword;
        }
    }

    /**
     * The keyword is announced whether or not anything stands behind it, instead of what was announced by that keyword.
     *
     * @param keyword the EHLO keyword; {@code =} and printable ASCII may follow, as in {@code AUTH=LOGIN}, which servers announced before there was an RFC, and which stands beside {@code AUTH}
     * @param arguments what follows the keyword, in printable ASCII; may be empty
     */
    record Add(String keyword, String arguments) implements OfKeyword {

        /** @throws IllegalArgumentException where it is no EHLO keyword (RFC 5321, section 4.1.1.1), or what follows it is not printable ASCII */
        public Add {
            int equals = keyword.indexOf('=');
            String value = equals < 0 ? "" : keyword.substring(equals);
            keyword = OfKeyword.checked(equals < 0 ? keyword : keyword.substring(0, equals), keyword) + value;
            if (!value.matches("[!-~]*")) {
                throw new IllegalArgumentException("what follows the '=' of an EHLO keyword is printable ASCII");
            }
            if (!arguments.matches("[ -~]*")) {
                throw new IllegalArgumentException("what follows an EHLO keyword is printable ASCII");
            }
        }

        @Override
        public String toString() {
            return "add " + keyword + (arguments.isEmpty() ? "" : " " + arguments);
        }
    }
}
