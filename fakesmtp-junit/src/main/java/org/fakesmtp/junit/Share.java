package org.fakesmtp.junit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.RuleDraft;
import org.opentest4j.AssertionFailedError;

/**
 * What one test has of a {@link FakeSmtp} that several tests use at the same time: rules and messages for recipients of one domain, or for messages with one value in a header field. For any
 * thread.
 */
public final class Share {

    private static final Pattern LITERAL = Pattern.compile("[^!/*?\\p{Cntrl}\\s][^*?\\p{Cntrl}]*(?<! )");

    private final FakeSmtp smtp;
    private final String about;
    private final String text;
    private final Predicate<ReceivedMessage> isHere;

    private Share(FakeSmtp smtp, String about, String text, Predicate<ReceivedMessage> isHere) {
        this.smtp = smtp;
        this.about = about;
        this.text = text;
        this.isHere = isHere;
    }

    static Share ofDomain(FakeSmtp smtp, String domain) {
        return new Share(
                smtp,
                "recipient",
                "*@" + domain,
                message -> message.envelope().recipients().stream()
                        .anyMatch(recipient -> recipient.mailbox().domain().equalsIgnoreCase(domain)));
    }

    static Share ofHeader(FakeSmtp smtp, String name, String value) {
        if (!LITERAL.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' does not mark a test: it must not be empty, have '*' or '?', or begin with '!' or '/'");
        }
        return new Share(
                smtp,
                "header." + name.toLowerCase(Locale.ROOT),
                value,
                message -> message.headers(name).stream().anyMatch(value::equalsIgnoreCase));
    }

    /**
     * Begins a rule that holds for what is this test's own. A recipient is known from RCPT on, such as at DATA and MESSAGE; a header field at MESSAGE alone, since it comes with the content.
     * {@link RuleDraft#answer} refuses earlier stages, and for a header field {@code *} too; it names the rule.
     */
    public RuleDraft on(Stage... stages) {
        return smtp.on(stages).when(about, text);
    }

    /** The messages that are this test's own, in the order in which they came. */
    public List<ReceivedMessage> messages() {
        return smtp.messages().stream().filter(isHere).toList();
    }

    /**
     * The next message that is this test's own and that no call of this kind has returned yet; waits until one comes.
     *
     * @throws AssertionFailedError where none comes within the time; it has the transcript of all sessions
     */
    public ReceivedMessage awaitMessage(Duration time) {
        return smtp.awaitMessage(isHere, time);
    }
}
