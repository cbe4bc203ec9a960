package org.fakesmtp.api;

import java.time.Duration;

/**
 * Carries steps out. The transport is one; a test has others. A player knows no rule of SMTP. A method that returns {@link Outcome#WAITS} has the
 * real outcome reported later, to whom is agreed between the player and its owner.
 */
public interface StepPlayer {

    /** Puts a reply into the output. */
    Outcome reply(Reply reply);

    /** Does nothing for a time, without holding a thread. */
    Outcome pause(Duration time);

    /** Closes the connection after what was sent. */
    Outcome close();

    /** Asks an answerer; the outcome is {@link Outcome.Consulted}. */
    Outcome consult(Answerer answerer, Exchange exchange);

    /** Begins TLS: all that comes from then on is encrypted. The outcome is {@link Outcome#SECURED}. */
    Outcome beginTls();

    /** Gives the message to the sinks; the outcome is {@link Outcome.Delivered}. */
    Outcome deliver(Message message);
}
