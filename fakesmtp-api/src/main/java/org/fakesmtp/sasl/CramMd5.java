package org.fakesmtp.sasl;

import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CRAM-MD5 (RFC 2195): the server speaks first, the client answers {@code user SP digest}. Where any secret will do, so does any
 * digest of the right form, and a user of no octets. The challenge has no time stamp, it is random alone.
 */
final class CramMd5 implements Mechanism {

    private static final Pattern RESPONSE = Pattern.compile("(.*) ([0-9a-f]{32})", Pattern.DOTALL);

    private final Supplier<String> nonces;

    CramMd5(Supplier<String> nonces) {
        this.nonces = nonces;
    }

    @Override
    public String name() {
        return "CRAM-MD5";
    }

    @Override
    public SaslExchange begin(Users users, String hostname) {
        return new Keyed(users, '<' + nonces.get() + '@' + hostname + '>');
    }

    private static final class Keyed extends Turns {

        private final Users users;
        private final String challenge;

        Keyed(Users users, String challenge) {
            this.users = users;
            this.challenge = challenge;
        }

        @Override
        public Progress start() {
            return challenge(challenge, this::first);
        }

        @Override
        public Progress start(byte[] initialResponse) {
            return refuseInitialResponse();
        }

        @Override
        Progress first(byte[] response) throws MalformedResponse {
            Matcher parts = RESPONSE.matcher(Octets.text(response));
            if (!parts.matches()) {
                throw new MalformedResponse("not a user, a space and 32 hexadecimal digits in lower case");
            }
            String user = parts.group(1);
            users.requireGiven("user", user);
            return isRight(user, parts.group(2)) ? Users.authenticated(user) : Users.wrong();
        }

        private boolean isRight(String user, String digest) {
            return !users.knowSecrets()
                    || users.secret(user)
                            .filter(secret -> Octets.equal(digest, digest(secret)))
                            .isPresent();
        }

        private String digest(Secret secret) {
            return HexFormat.of().formatHex(Octets.hmac("HmacMD5", secret.octets(), challenge));
        }
    }
}
