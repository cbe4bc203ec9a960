package org.fakesmtp.junit.assertions;

import org.assertj.core.api.Assertions;
import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.junit.ReceivedMessage;

/**
 * Where assertions begin: those about a server and its messages, and with them all of AssertJ's, which this class inherits. One import is enough for both:
 *
 * <pre>{@code
 * import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;
 * }</pre>
 */
public final class FakeSmtpAssertions extends Assertions {

    private FakeSmtpAssertions() {}

    /** Begins assertions about what clients did. */
    public static FakeSmtpAssert assertThat(FakeSmtp smtp) {
        return new FakeSmtpAssert(smtp);
    }

    /** Begins assertions about a message. */
    public static ReceivedMessageAssert assertThat(ReceivedMessage message) {
        return new ReceivedMessageAssert(message);
    }
}
