package org.fakesmtp.junit.assertions;

import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.junit.ReceivedMessage;

/** Where assertions begin; to be imported beside those of AssertJ. */
public final class FakeSmtpAssertions {

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
