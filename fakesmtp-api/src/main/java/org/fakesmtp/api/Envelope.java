package org.fakesmtp.api;

import java.util.List;
import java.util.Map;

/**
 * The envelope of a message (RFC 5321, section 2.3.1).
 *
 * @param reversePath where it comes from
 * @param parameters the ESMTP parameters of MAIL: keyword in capitals to value, empty where it has none
 * @param recipients the accepted recipients in the order of RCPT; one that was named twice stands twice
 */
public record Envelope(ReversePath reversePath, Map<String, String> parameters, List<Recipient> recipients) {

    public Envelope {
        parameters = Map.copyOf(parameters);
        recipients = List.copyOf(recipients);
    }
}
