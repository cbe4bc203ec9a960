package org.fakesmtp.protocol;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.rule.HeloName;

/** What the placeholders of a reply stand for in a session; empty where it is not known yet. */
record PlaceholderValues(CommandContext context) implements Function<String, String> {

    @Override
    public String apply(String name) {
        return switch (name) {
            case "hostname" -> context.settings().hostname();
            case "id" -> context.transactionId();
            case "client" -> context.session().clientAddress();
            case "listener" -> context.session().listener();
            case "helo" -> HeloName.of(context).orElse("");
            case "sender" -> context.reversePath().map(ReversePath::address).orElse("");
            case "recipient" -> recipient().map(Recipient::toString).orElse("");
            default -> "";
        };
    }

    /** The recipient being asked about, otherwise the last that was accepted. */
    private Optional<Recipient> recipient() {
        List<Recipient> accepted = context.recipients();
        return context.recipient()
                .or(() -> accepted.isEmpty() ? Optional.empty() : Optional.of(accepted.get(accepted.size() - 1)));
    }
}
