package org.fakesmtp.sasl;

/** What XOAUTH2 and OAUTHBEARER share: one message with a token, a failure that is told in JSON, and a client that answers before the exchange fails. */
abstract class OAuth implements Mechanism {

    private final String name;
    private final String error;

    /** @param status what the JSON that tells a failure calls it */
    OAuth(String name, String status) {
        this.name = name;
        this.error = "{\"status\":\"" + status + "\",\"schemes\":\"bearer\",\"scope\":\"mail\"}";
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final SaslExchange begin(Users users, String hostname) {
        return new Turns() {
            @Override
            Progress first(byte[] response) throws MalformedResponse {
                Progress progress = check(users, Octets.text(response));
                return progress instanceof Progress.Failed ? challenge(error, dummy -> progress) : progress;
            }
        };
    }

    /** What comes of the client's only message. */
    abstract Progress check(Users users, String message) throws MalformedResponse;
}
