package org.fakesmtp.junit.assertions;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.fakesmtp.junit.ReceivedMessage;

/** Assertions about a message. A failure has the transcript of its session. */
public final class ReceivedMessageAssert extends AbstractAssert<ReceivedMessageAssert, ReceivedMessage> {

    ReceivedMessageAssert(ReceivedMessage actual) {
        super(actual, ReceivedMessageAssert.class);
    }

    /** The mailbox of MAIL FROM is this one; empty for the null path. */
    public ReceivedMessageAssert hasSender(String mailbox) {
        isNotNull();
        return is("the sender", actual.sender(), mailbox);
    }

    /** The mailboxes of RCPT TO that were accepted are these, in this order. */
    public ReceivedMessageAssert hasRecipients(String... mailboxes) {
        isNotNull();
        return is("the recipients", actual.recipients(), List.of(mailboxes));
    }

    /** The subject, decoded, is this one. */
    public ReceivedMessageAssert hasSubject(String subject) {
        isNotNull();
        return is("the subject", actual.subject(), subject);
    }

    /** Some header field of this name has this value, decoded. */
    public ReceivedMessageAssert hasHeader(String name, String value) {
        isNotNull();
        List<String> values = actual.headers(name);
        Object found = values.size() == 1 ? values.get(0) : values;
        return values.contains(value)
                ? this
                : fails(
                        found,
                        value,
                        actual + ": the header field " + name + " is " + Quoted.of(found) + expected(value));
    }

    /** The text, decoded, is this one; line ends at its end do not count. */
    public ReceivedMessageAssert hasText(String text) {
        isNotNull();
        Optional<String> found = actual.text().map(ReceivedMessageAssert::trimmed);
        String wanted = trimmed(text);
        return found.equals(Optional.of(wanted))
                ? this
                : fails(found.orElse(""), wanted, actual + ": the text is " + Quoted.of(found) + expected(wanted));
    }

    /** The text, decoded, has this in it. */
    public ReceivedMessageAssert hasTextContaining(String part) {
        isNotNull();
        return contains("the text", actual.text(), part);
    }

    /** The HTML, decoded, has this in it. */
    public ReceivedMessageAssert hasHtmlContaining(String part) {
        isNotNull();
        return contains("the HTML", actual.html(), part);
    }

    /** Some attachment has this name. */
    public ReceivedMessageAssert hasAttachment(String name) {
        isNotNull();
        List<String> names = actual.attachments().stream()
                .map(attachment -> attachment.name().orElse("(no name)"))
                .toList();
        boolean holds =
                actual.attachments().stream().anyMatch(file -> file.name().equals(Optional.of(name)));
        return holds
                ? this
                : fails(
                        names,
                        name,
                        actual + ": the attachments are " + actual.attachments() + ", expected among them: "
                                + Quoted.of(name));
    }

    private ReceivedMessageAssert is(String what, Object found, Object expected) {
        return found.equals(expected)
                ? this
                : fails(found, expected, what + " of " + actual + " is " + Quoted.of(found) + expected(expected));
    }

    private static String expected(Object value) {
        return ", expected: " + Quoted.of(value);
    }

    private ReceivedMessageAssert contains(String what, Optional<String> found, String part) {
        String text = found.orElse("");
        return text.contains(part)
                ? this
                : fails(
                        text,
                        part,
                        actual + ": " + what + " is " + Quoted.of(found) + ", expected in it: " + Quoted.of(part));
    }

    private ReceivedMessageAssert fails(Object found, Object expected, String why) {
        failWithActualExpectedAndMessage(found, expected, "%s", why + "\n\n" + actual.transcript());
        return this;
    }

    private static String trimmed(String text) {
        return text.replace("\r\n", "\n").replaceAll("\n+$", "");
    }
}
