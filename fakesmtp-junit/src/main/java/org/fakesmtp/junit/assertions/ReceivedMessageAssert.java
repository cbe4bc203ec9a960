package org.fakesmtp.junit.assertions;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.fakesmtp.junit.Attachment;
import org.fakesmtp.junit.ReceivedMessage;

/** Assertions about a message. A failure has the transcript of its session. */
public final class ReceivedMessageAssert extends AbstractAssert<ReceivedMessageAssert, ReceivedMessage> {

    ReceivedMessageAssert(ReceivedMessage actual) {
        super(actual, ReceivedMessageAssert.class);
    }

    /** The mailbox of MAIL FROM is this one; empty for the null path. */
    public ReceivedMessageAssert hasSender(String mailbox) {
        return is("the sender", actual.sender(), mailbox);
    }

    /** The mailboxes of RCPT TO that were accepted are these, in this order. */
    public ReceivedMessageAssert hasRecipients(String... mailboxes) {
        return is("the recipients", actual.recipients(), List.of(mailboxes));
    }

    /** The subject, decoded, is this one. */
    public ReceivedMessageAssert hasSubject(String subject) {
        return is("the subject", actual.subject(), subject);
    }

    /** Some header field of this name has this value, decoded. */
    public ReceivedMessageAssert hasHeader(String name, String value) {
        List<String> values = actual.headers(name);
        return holds(values.contains(value), "the header field " + name + " is " + values + ", expected: " + value);
    }

    /** The text, decoded, is this one; line ends at its end do not count. */
    public ReceivedMessageAssert hasText(String text) {
        return is("the text", actual.text().map(ReceivedMessageAssert::trimmed), Optional.of(trimmed(text)));
    }

    /** The text, decoded, has this in it. */
    public ReceivedMessageAssert hasTextContaining(String part) {
        String text = actual.text().orElse("");
        return holds(text.contains(part), "the text is '" + text + "', expected in it: '" + part + "'");
    }

    /** The HTML, decoded, has this in it. */
    public ReceivedMessageAssert hasHtmlContaining(String part) {
        String html = actual.html().orElse("");
        return holds(html.contains(part), "the HTML is '" + html + "', expected in it: '" + part + "'");
    }

    /** Some attachment has this name. */
    public ReceivedMessageAssert hasAttachment(String name) {
        List<Attachment> all = actual.attachments();
        return holds(
                all.stream().anyMatch(attachment -> attachment.name().equals(Optional.of(name))),
                "the attachments are " + all + ", expected among them: " + name);
    }

    private ReceivedMessageAssert is(String what, Object found, Object expected) {
        isNotNull();
        if (!found.equals(expected)) {
            String message = what + " of " + actual + " is " + found + ", expected: " + expected;
            throwAssertionError(new Failure(message, actual.transcript()));
        }
        return this;
    }

    private ReceivedMessageAssert holds(boolean condition, String otherwise) {
        isNotNull();
        if (!condition) {
            throwAssertionError(new Failure(actual + ": " + otherwise, actual.transcript()));
        }
        return this;
    }

    private static String trimmed(String text) {
        return text.replace("\r\n", "\n").replaceAll("\n+$", "");
    }
}
