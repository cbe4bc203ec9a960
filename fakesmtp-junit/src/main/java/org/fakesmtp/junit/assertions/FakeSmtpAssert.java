package org.fakesmtp.junit.assertions;

import org.assertj.core.api.AbstractAssert;
import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.server.RuleUse;

/** Assertions about what clients did since the test began. A failure has the transcript of their sessions. */
public final class FakeSmtpAssert extends AbstractAssert<FakeSmtpAssert, FakeSmtp> {

    FakeSmtpAssert(FakeSmtp actual) {
        super(actual, FakeSmtpAssert.class);
    }

    /** The rule has given an answer so often. */
    public FakeSmtpAssert answered(Rule rule, int times) {
        return answered(rule.name(), times);
    }

    /** The rule of this name has given an answer so often; a rule of a file is named with its plugin: {@code reject.no-such-user}. */
    public FakeSmtpAssert answered(String rule, int times) {
        isNotNull();
        RuleUse use = actual.ruleUses().stream()
                .filter(each -> each.name().equals(rule))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no rule '" + rule + "', there are "
                        + actual.ruleUses().stream().map(RuleUse::name).toList()));
        return holds(use.answered() == times, "rule " + use + ", expected: answered " + times);
    }

    /** So many messages were taken. */
    public FakeSmtpAssert tookMessages(int count) {
        int taken = actual.messages().size();
        return holds(taken == count, taken + " messages were taken, expected: " + count);
    }

    private FakeSmtpAssert holds(boolean condition, String otherwise) {
        isNotNull();
        if (!condition) {
            throwAssertionError(new Failure(otherwise, actual.transcript()));
        }
        return this;
    }
}
