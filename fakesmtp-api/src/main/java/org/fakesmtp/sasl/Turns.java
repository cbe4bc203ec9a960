package org.fakesmtp.sasl;

/** An exchange as a chain of turns: each challenge names the turn that takes the response to it. */
abstract class Turns implements SaslExchange {

    /** Takes one response of the client. */
    @FunctionalInterface
    interface Turn {
        Progress take(byte[] response) throws MalformedResponse;
    }

    private static final Turn OVER = response -> {
        throw new MalformedResponse("the exchange is over");
    };

    private Turn turn = this::first;

    /** The first response of the client. */
    abstract Progress first(byte[] response) throws MalformedResponse;

    @Override
    public final Progress next(byte[] response) {
        Turn now = turn;
        turn = OVER;
        try {
            return now.take(response);
        } catch (MalformedResponse e) {
            return e.progress();
        }
    }

    /** Says this and goes on with that turn. */
    final Progress challenge(String text, Turn then) {
        turn = then;
        return new Progress.Challenge(text);
    }

    /** Refuses an initial response where the server speaks first. */
    final Progress refuseInitialResponse() {
        turn = OVER;
        return new Progress.OutOfTurn();
    }
}
