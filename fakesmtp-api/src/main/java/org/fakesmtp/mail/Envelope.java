package org.fakesmtp.mail;

import java.util.List;
import java.util.Map;

/**
 * The envelope of a message (RFC 5321, section 2.3.1).
 *
 * <pre>{@code
 * hooks.deliver(message -> {
 *     Envelope envelope = message.envelope();
 *     boolean utf8 = envelope.parameters().containsKey("SMTPUTF8");
 *     return utf8 || envelope.recipients().size() > 100
 *             ? Delivery.refused(Reply.of(554, "5.3.4", "Too much"))
 *             : Delivery.taken();
 * });
 * }</pre>
 *
 * @param reversePath where it comes from
 * @param parameters the ESMTP parameters of MAIL: keyword in capitals to value, empty where it has none
 * @param recipients the accepted recipients in the order of RCPT; one that was named twice stands twice
 */
public record Envelope(ReversePath reversePath, Map<String, String> parameters, List<Recipient> recipients) {

    /** Keeps copies of the parameters and the recipients. */
    public Envelope {
        parameters = Map.copyOf(parameters);
        recipients = List.copyOf(recipients);
    }
}
