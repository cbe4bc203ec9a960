package org.fakesmtp.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.RuleDraft;

/** The rules that a test has begun and not given an answer: none of them is in force. For any thread. */
final class UnfinishedRules {

    private static final Set<Class<?>> OURS = Set.of(UnfinishedRules.class, Running.class, FakeSmtp.class, Share.class);

    private final List<Begun> begun = new ArrayList<>();

    /** A rule that was begun at a line of a test. */
    private record Begun(String name, Thread thread, Optional<StackTraceElement> place) {
        @Override
        public String toString() {
            return "the rule '" + name + "'"
                    + place.map(line -> ", begun at " + line.getFileName() + ':' + line.getLineNumber() + ',')
                            .orElse("");
        }
    }

    /** Begins a rule, which is handed on with its answer. */
    RuleDraft begin(String name, Consumer<Rule> next) {
        Begun rule = new Begun(name, Thread.currentThread(), place());
        synchronized (this) {
            begun.add(rule);
        }
        Consumer<Rule> finished = made -> finish(rule);
        return Rule.named(name).handedTo(finished.andThen(next), () -> finish(rule));
    }

    private synchronized void finish(Begun rule) {
        begun.remove(rule);
    }

    private static Optional<StackTraceElement> place() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> !OURS.contains(frame.getDeclaringClass()))
                        .findFirst())
                .map(StackWalker.StackFrame::toStackTraceElement);
    }

    /** What there is, as a sentence each; empty where every rule has its answer. */
    synchronized String sentences() {
        return begun.stream().map(rule -> sentence(rule) + '\n').collect(Collectors.joining());
    }

    private static String sentence(Begun rule) {
        return rule + " has no answer: end it with .answer(...), it is not in force before";
    }

    /**
     * Forgets them all.
     *
     * @throws IllegalStateException where there is one
     */
    void check() {
        check(rule -> true);
    }

    /**
     * Forgets those of the calling thread.
     *
     * @throws IllegalStateException where there is one
     */
    void checkThread() {
        check(rule -> rule.thread == Thread.currentThread());
    }

    private synchronized void check(Predicate<Begun> condition) {
        List<Begun> found = begun.stream().filter(condition).toList();
        begun.removeAll(found);
        if (!found.isEmpty()) {
            throw new IllegalStateException(
                    found.stream().map(UnfinishedRules::sentence).collect(Collectors.joining("; ")));
        }
    }
}
