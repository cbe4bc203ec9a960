package org.fakesmtp.answer;

import java.time.Duration;
import java.util.Optional;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Message;
import org.fakesmtp.setting.Rate;

/**
 * Carries steps out. The transport is one; a test has others. A player knows no rule of SMTP. A method that returns {@link Outcome#WAITS} has the
 * real outcome reported later, to whom is agreed between the player and its owner.
 */
public interface StepPlayer {

    /** Puts a reply into the output. */
    Outcome reply(Reply reply);

    /** Sends octets at their own pace; done when the last one is in the output. */
    Outcome send(Transmission transmission);

    /** Does nothing for a time, without holding a thread. */
    Outcome pause(Duration time);

    /** Ends the connection. */
    Outcome end(Step.End how);

    /** Sends FIN after what was sent; what the client sends is still read. */
    Outcome halfClose();

    /** Says nothing and throws away what comes, for a time or until the client goes. */
    Outcome hang(Optional<Duration> time);

    /** Says nothing and reads nothing, for a time or until the client goes. */
    Outcome stall(Optional<Duration> time);

    /** Reads the rest of the message content at so many octets a second at most. */
    Outcome readAt(Rate rate);

    /** Asks an answerer; the outcome is {@link Outcome.Consulted}. */
    Outcome consult(Answerer answerer, Exchange exchange);

    /** Begins TLS: all that comes from then on is encrypted. The outcome is {@link Outcome#SECURED}. */
    Outcome beginTls(Handshake handshake);

    /** Gives the message to the sinks; the outcome is {@link Outcome.Delivered}. */
    Outcome deliver(Message message);
}
