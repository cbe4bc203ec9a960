package org.fakesmtp.junit.assertions;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.fakesmtp.internal.Nearest;
import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.junit.ReceivedMessage;
import org.fakesmtp.lint.Finding;
import org.fakesmtp.lint.LintRule;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.server.RuleUse;
import org.fakesmtp.text.Printable;

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
        List<RuleUse> uses = actual.ruleUses();
        return uses.stream()
                .filter(use -> use.name().equals(rule))
                .findFirst()
                .map(use -> answered(use, times))
                .orElseGet(() -> unknown(rule, uses.stream().map(RuleUse::name).toList()));
    }

    private FakeSmtpAssert answered(RuleUse use, int times) {
        String count = use.toString().substring(use.name().length());
        String rule =
                use.explain().stream().map(line -> '\n' + Printable.text(line)).collect(Collectors.joining());
        return holds(
                use.answered() == times,
                use.answered(),
                (long) times,
                "rule '" + use.name() + "'" + count + ", expected: answered " + times + rule);
    }

    private FakeSmtpAssert unknown(String rule, List<String> known) {
        String among = known.isEmpty() ? "there are no rules" : "there are " + Quoted.of(known);
        return holds(
                false, known, rule, "there is no rule " + Quoted.of(rule) + ", " + among + Nearest.hint(rule, known));
    }

    /** So many messages were taken. */
    public FakeSmtpAssert tookMessages(int count) {
        isNotNull();
        List<ReceivedMessage> taken = actual.messages();
        String list = taken.stream().map(message -> "\n   " + message).collect(Collectors.joining());
        return holds(
                taken.size() == count,
                taken.size(),
                count,
                Quoted.count(taken.size(), "message") + (taken.size() == 1 ? " was" : " were") + " taken, expected: "
                        + count + list);
    }

    /**
     * Some reply had this code, and after each of them the client asked again for what was refused, in the same session or in another, not sooner than after this time. A message that was
     * refused is asked for again by its MAIL, a connection by another connection.
     */
    public FakeSmtpAssert retriedAfter(int code, Duration notSooner) {
        Behaviour behaviour = behaviour();
        for (Turn turn : told(behaviour, code)) {
            String wanted = "a retry not sooner than " + Printable.time(notSooner) + " after the " + code;
            Optional<Duration> time = behaviour.retriedAfter(turn, code);
            if (time.isEmpty()) {
                fails("no retry", wanted, "no client retried " + shown(turn) + " after the " + code);
            }
            String after = Printable.time(time.orElseThrow()) + " after the " + code;
            holds(
                    time.get().compareTo(notSooner) >= 0,
                    "a retry " + after,
                    wanted,
                    "the client retried " + shown(turn) + ' ' + after + ", expected: not sooner than "
                            + Printable.time(notSooner));
        }
        return this;
    }

    /** Some reply had this code, and after none of them the client asked again for what was refused. */
    public FakeSmtpAssert neverRetriedAfter(int code) {
        Behaviour behaviour = behaviour();
        for (Turn turn : told(behaviour, code)) {
            Optional<Duration> time = behaviour.retriedAfter(turn, code);
            String after = time.map(Printable::time).orElse("") + " after the " + code;
            holds(
                    time.isEmpty(),
                    "a retry " + after,
                    "no retry",
                    "the client retried " + shown(turn) + " after the " + code + ", expected: never");
        }
        return this;
    }

    /** Some reply had this code, and in none of the mail transactions that had it the client sent this verb afterwards. */
    public FakeSmtpAssert neverSentAfter(int code, String verb) {
        Behaviour behaviour = behaviour();
        told(behaviour, code);
        String sent = behaviour
                .after(code)
                .filter(turn -> turn.is(verb))
                .findFirst()
                .map(FakeSmtpAssert::shown)
                .orElse("");
        return holds(
                sent.isEmpty(),
                sent + " after a " + code,
                "no " + verb + " after a " + code,
                "the client sent " + sent + " after a " + code + ", expected: no " + Quoted.of(verb));
    }

    /** Some client authenticated, and each that did had begun TLS by STARTTLS before. */
    public FakeSmtpAssert usedStartTlsBeforeAuth() {
        Behaviour behaviour = behaviour();
        List<Turn> auth =
                behaviour.turns().stream().filter(turn -> turn.is("AUTH")).toList();
        holds(!auth.isEmpty(), "no AUTH", "AUTH after STARTTLS", "no client sent AUTH");
        return holds(
                auth.stream().allMatch(behaviour::isAfterStartTls),
                "AUTH without STARTTLS",
                "AUTH after STARTTLS",
                "a client sent AUTH without STARTTLS before");
    }

    /** So often the content of a message came whole, whether the server took it or not. */
    public FakeSmtpAssert sentMessages(int times) {
        long sent = behaviour().contents().count();
        return sent(sent, times, "");
    }

    /** So often the content of a message to this mailbox came whole, whether the server took it or not. */
    public FakeSmtpAssert sentMessagesTo(String mailbox, int times) {
        Behaviour behaviour = behaviour();
        long sent = behaviour
                .contents()
                .filter(turn -> behaviour.isTo(turn, mailbox))
                .count();
        return sent(sent, times, " to " + Quoted.of(mailbox));
    }

    private FakeSmtpAssert sent(long sent, int times, String to) {
        return holds(
                sent == times,
                sent,
                (long) times,
                "a message" + to + " was sent " + Quoted.count(sent, "time") + ", expected: " + times);
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
        return holds(findings.isEmpty(), lines, "", "a client did wrong:\n" + lines);
    }

    private Behaviour behaviour() {
        isNotNull();
        return Behaviour.of(actual.sessions());
    }

    private List<Turn> told(Behaviour behaviour, int code) {
        List<Turn> told = behaviour.told(code).toList();
        holds(!told.isEmpty(), "no " + code, "a reply " + code, "no client was told " + code);
        return told;
    }

    private static String shown(Turn turn) {
        return "'" + Printable.line(turn.command()) + "'";
    }

    private FakeSmtpAssert holds(boolean condition, Object found, Object expected, String otherwise) {
        return condition ? this : fails(found, expected, otherwise);
    }

    private FakeSmtpAssert fails(Object found, Object expected, String why) {
        failWithActualExpectedAndMessage(found, expected, "%s", why + "\n\n" + actual.transcript());
        return this;
    }
}
