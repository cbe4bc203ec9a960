package org.fakesmtp.junit;

import java.time.Duration;
import java.util.List;
import org.fakesmtp.api.Stage;
import org.fakesmtp.rule.RuleDraft;

/** What one test has of a {@link FakeSmtp} that several tests use at the same time: rules and messages for recipients of one domain. For any thread. */
public final class DomainShare {

    private final FakeSmtp smtp;
    private final String domain;

    DomainShare(FakeSmtp smtp, String domain) {
        this.smtp = smtp;
        this.domain = domain;
    }

    /** Begins a rule that holds where a recipient is of this domain; its stages are those that know recipients, such as RCPT, DATA and MESSAGE. */
    public RuleDraft on(Stage... stages) {
        return smtp.on(stages).when("recipient", "*@" + domain);
    }

    /** The messages with a recipient of this domain, in the order in which they came. */
    public List<ReceivedMessage> messages() {
        return smtp.messages().stream().filter(this::isHere).toList();
    }

    /**
     * The next message with a recipient of this domain that no call of this kind has returned yet; waits until one comes.
     *
     * @throws AssertionError where none comes within the time; it has the transcript of all sessions
     */
    public ReceivedMessage awaitMessage(Duration time) {
        return smtp.awaitMessage(this::isHere, time);
    }

    private boolean isHere(ReceivedMessage message) {
        return message.envelope().recipients().stream()
                .anyMatch(recipient -> recipient.mailbox().domain().equalsIgnoreCase(domain));
    }
}
