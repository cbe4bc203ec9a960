package org.fakesmtp.sasl;

/** What XOAUTH2 and OAUTHBEARER share: a failure is told in JSON, and the client answers before the exchange fails. */
abstract class OAuth extends Turns {

    private final String error;

    /**
     * An exchange.
     *
     * @param error the JSON that tells a failure
     */
    OAuth(String error) {
        this.error = error;
    }

    /** What comes of the client's only message. */
    abstract Progress check(String message) throws MalformedResponse;

    @Override
    final Progress first(byte[] response) throws MalformedResponse {
        Progress progress = check(Octets.text(response));
        return progress instanceof Progress.Failed ? challenge(error, dummy -> progress) : progress;
    }
}
