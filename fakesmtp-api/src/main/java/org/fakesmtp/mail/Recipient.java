package org.fakesmtp.mail;

import java.util.Map;

/**
 * One accepted recipient of a transaction.
 *
 * <pre>{@code
 * hooks.deliver(message -> {
 *     for (Recipient recipient : message.envelope().recipients()) {
 *         System.out.println(recipient.mailbox() + " " + recipient.parameters().getOrDefault("NOTIFY", "FAILURE"));
 *     }
 *     return Delivery.taken();
 * });
 * }</pre>
 *
 * @param mailbox the forward-path's mailbox; its source route is not kept (RFC 5321, section 3.3)
 * @param parameters the ESMTP parameters of RCPT: keyword in capitals to value, empty where it has none
 */
public record Recipient(Mailbox mailbox, Map<String, String> parameters) {

    /** Keeps a copy of the parameters. */
    public Recipient {
        parameters = Map.copyOf(parameters);
    }

    @Override
    public String toString() {
        return mailbox.toString();
    }
}
