package org.fakesmtp.api;

import java.time.Duration;

/**
 * One thing that the server does towards the client. Steps are data: they can be compared, printed and written in a properties file; a {@link StepPlayer}
 * carries them out.
 */
public sealed interface Step {

    /** Has the player carry this step out. */
    Outcome playOn(StepPlayer player);

    /** The normal work and its reply. */
    record Proceed() implements Step {
        @Override
        public Outcome playOn(StepPlayer player) {
            return Outcome.PROCEEDED;
        }

        @Override
        public String toString() {
            return "proceed";
        }
    }

    /** This reply. */
    record Say(Reply reply) implements Step {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.reply(reply);
        }

        @Override
        public String toString() {
            return "reply " + reply;
        }
    }

    /**
     * Nothing for a time. A range is drawn by the rule that answers; played as it stands, it takes the shortest time.
     *
     * @param shortest not negative
     * @param longest not below the shortest
     */
    record Pause(Duration shortest, Duration longest) implements Step {
        public Pause {
            if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
                throw new IllegalArgumentException("no range of durations: " + shortest + ".." + longest);
            }
        }

        @Override
        public Outcome playOn(StepPlayer player) {
            return player.pause(shortest);
        }

        /** This pause with its duration drawn: {@code share} 0 gives the shortest, 1 the longest. */
        public Pause drawn(double share) {
            Duration span = longest.minus(shortest);
            Duration time = shortest.plusNanos((long) (span.toNanos() * share));
            return new Pause(time, time);
        }

        @Override
        public String toString() {
            return "pause " + shortest.toMillis() + "ms"
                    + (shortest.equals(longest) ? "" : ".." + longest.toMillis() + "ms");
        }
    }

    /** The connection is closed in order, after what was sent. */
    record Close() implements Step {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.close();
        }

        @Override
        public String toString() {
            return "close";
        }
    }

    /** Made by the conversation only: an answerer is asked on a worker. */
    record Consult(Answerer answerer, Exchange exchange) implements Step {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.consult(answerer, exchange);
        }

        @Override
        public String toString() {
            return "consult";
        }
    }

    /** Made by the conversation only: the handshake follows (RFC 3207). */
    record BeginTls() implements Step {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.beginTls();
        }

        @Override
        public String toString() {
            return "begin TLS";
        }
    }

    /** Made by the conversation only: the message goes to the sinks. */
    record Deliver(Message message) implements Step {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.deliver(message);
        }

        @Override
        public String toString() {
            return "deliver";
        }
    }
}
