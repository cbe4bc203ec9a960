package org.fakesmtp.rule;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What asking ten rules at one RCPT costs, and ten thousand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RuleBenchmark {

    private final FakeExchange exchange = FakeExchange.to("somebody@example.test");
    private final List<ActiveRule> ten = rules(10, "*@host");
    private final List<ActiveRule> tenThousand = rules(10_000, "somebody@host");

    private static List<ActiveRule> rules(int count, String recipient) {
        return IntStream.range(0, count)
                .mapToObj(i -> Rule.named("test.rule-" + i)
                        .on(Stage.RCPT)
                        .when("recipient", recipient + i + ".test")
                        .answer(Answer.reply(550, "5.1.1", "No")))
                .map(rule -> new ActiveRule(rule, 1))
                .toList();
    }

    /** None of the ten matches. */
    @Benchmark
    public void tenRules(Blackhole answers) {
        ask(ten, answers);
    }

    /** None of ten thousand matches. */
    @Benchmark
    public void tenThousandRules(Blackhole answers) {
        ask(tenThousand, answers);
    }

    private void ask(List<ActiveRule> rules, Blackhole answers) {
        for (ActiveRule rule : rules) {
            answers.consume(rule.ask(exchange));
        }
    }
}
