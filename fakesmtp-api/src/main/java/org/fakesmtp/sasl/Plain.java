package org.fakesmtp.sasl;

/**
 * PLAIN (RFC 4616): {@code [authzid] NUL authcid NUL passwd}. An authorization identity is taken and not kept: the user is the one
 * whose password it is.
 */
final class Plain implements Mechanism {

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public SaslExchange begin(Users users, String hostname) {
        return new Turns() {
            @Override
            Progress first(byte[] response) throws MalformedResponse {
                return check(users, users.text(response));
            }
        };
    }

    private static Progress check(Users users, String message) throws MalformedResponse {
        String[] parts = message.split("\0", -1);
        if (parts.length != 3) {
            throw new MalformedResponse("not two NULs");
        }
        users.requireGiven("user", Octets.decoded(parts[1]));
        users.requireGiven("password", parts[2]);
        return users.check(parts[1], Secret.of(parts[2]));
    }
}
