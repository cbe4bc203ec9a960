package org.fakesmtp.junit.assertions;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.fakesmtp.api.Printable;
import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.lint.Finding;
import org.fakesmtp.lint.LintRule;
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

    /**
     * Some reply had this code, and after each of them the client asked again for what was refused, in the same session or in another, not sooner than after this time. A message that was
     * refused is asked for again by its MAIL, a connection by another connection.
     */
    public FakeSmtpAssert retriedAfter(int code, Duration notSooner) {
        Behaviour behaviour = behaviour();
        List<Turn> told = told(behaviour, code);
        for (Turn turn : told) {
            Optional<Duration> time = behaviour.retriedAfter(turn, code);
            holds(time.isPresent(), "no client retried '" + shown(turn) + "' after the " + code);
            holds(
                    time.orElseThrow().compareTo(notSooner) >= 0,
                    "the client retried '" + shown(turn) + "' " + time.orElseThrow() + " after the " + code
                            + ", expected: not sooner than " + notSooner);
        }
        return this;
    }

    /** Some reply had this code, and after none of them the client asked again for what was refused. */
    public FakeSmtpAssert neverRetriedAfter(int code) {
        Behaviour behaviour = behaviour();
        for (Turn turn : told(behaviour, code)) {
            Optional<Duration> time = behaviour.retriedAfter(turn, code);
            holds(time.isEmpty(), "the client retried '" + shown(turn) + "' after the " + code);
        }
        return this;
    }

    /** Some reply had this code, and in none of the mail transactions that had it the client sent this verb afterwards. */
    public FakeSmtpAssert neverSentAfter(int code, String verb) {
        Behaviour behaviour = behaviour();
        told(behaviour, code);
        Optional<Turn> sent =
                behaviour.after(code).filter(turn -> turn.is(verb)).findFirst();
        return holds(
                sent.isEmpty(),
                "the client sent '" + sent.map(FakeSmtpAssert::shown).orElse("") + "' after a " + code);
    }

    /** Some client authenticated, and each that did had begun TLS by STARTTLS before. */
    public FakeSmtpAssert usedStartTlsBeforeAuth() {
        Behaviour behaviour = behaviour();
        List<Turn> auth =
                behaviour.turns().stream().filter(turn -> turn.is("AUTH")).toList();
        holds(!auth.isEmpty(), "no client sent AUTH");
        return holds(auth.stream().allMatch(behaviour::isAfterStartTls), "a client sent AUTH without STARTTLS before");
    }

    /** So often the content of a message came whole, whether the server took it or not. */
    public FakeSmtpAssert sentMessages(int times) {
        long sent = behaviour().contents().count();
        return holds(sent == times, "a message was sent " + sent + " times, expected: " + times);
    }

    /** So often the content of a message to this mailbox came whole, whether the server took it or not. */
    public FakeSmtpAssert sentMessagesTo(String mailbox, int times) {
        Behaviour behaviour = behaviour();
        long sent = behaviour
                .contents()
                .filter(turn -> behaviour.isTo(turn, mailbox))
                .count();
        return holds(sent == times, "a message to " + mailbox + " was sent " + sent + " times, expected: " + times);
    }

    /** No client did what an RFC says it MUST NOT, in sessions that began in this test: see {@link LintRule}. */
    public FakeSmtpAssert sawNoProtocolErrors() {
        isNotNull();
        return sawNone(actual.findings().stream().filter(Finding::isError).toList());
    }

    /** No client did what an RFC says it MUST NOT or SHOULD NOT, but for what these rules tell. */
    public FakeSmtpAssert sawNothingWrongBut(LintRule... rules) {
        isNotNull();
        List<LintRule> known = List.of(rules);
        return sawNone(actual.findings().stream()
                .filter(finding -> !known.contains(finding.rule()))
                .toList());
    }

    private FakeSmtpAssert sawNone(List<Finding> findings) {
        String lines = findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
        return holds(findings.isEmpty(), "a client did wrong:\n" + lines);
    }

    private Behaviour behaviour() {
        isNotNull();
        return Behaviour.of(actual.sessions());
    }

    private List<Turn> told(Behaviour behaviour, int code) {
        List<Turn> told = behaviour.told(code).toList();
        holds(!told.isEmpty(), "no client was told " + code);
        return told;
    }

    private static String shown(Turn turn) {
        return Printable.line(turn.command());
    }

    private FakeSmtpAssert holds(boolean condition, String otherwise) {
        isNotNull();
        if (!condition) {
            throwAssertionError(new Failure(otherwise, actual.transcript()));
        }
        return this;
    }
}
