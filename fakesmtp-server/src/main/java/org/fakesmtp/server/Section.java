package org.fakesmtp.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.rule.ActiveRule;
import org.fakesmtp.rule.Rule;

/**
 * What one plugin has to say, in the order in which it is asked.
 *
 * @param plugin its name
 * @param ordered the rules that its settings order; they change with the settings
 * @param registered the rules and the code that its installation has registered
 */
record Section(String plugin, List<ActiveRule> ordered, List<Interceptor> registered) {

    Section {
        ordered = List.copyOf(ordered);
        registered = List.copyOf(registered);
    }

    Stream<Interceptor> interceptors() {
        return Stream.concat(ordered.stream().map(Interceptor.OfRule::new), registered.stream());
    }

    Stream<ActiveRule> rules() {
        return interceptors()
                .filter(Interceptor.OfRule.class::isInstance)
                .map(interceptor -> ((Interceptor.OfRule) interceptor).rule());
    }

    Stream<RuleUse> uses() {
        return rules().map(rule -> new RuleUse(rule.rule(), plugin, rule.matched(), rule.answered(), rule.evicted()));
    }

    /** The code by its names. */
    Stream<CodeUse> codeUses() {
        Map<String, CodeUse> byName = new LinkedHashMap<>();
        for (Interceptor each : registered) {
            if (each instanceof Interceptor.OfCode code && code.answerer() instanceof NamedAnswerer named) {
                byName.merge(named.use().name(), named.use(), CodeUse::plus);
            }
        }
        return byName.values().stream();
    }

    /** This section with other rules in the place of its own, one for each. */
    Section withEach(UnaryOperator<ActiveRule> other) {
        return new Section(
                plugin,
                ordered.stream().map(other).toList(),
                registered.stream()
                        .map(each -> each instanceof Interceptor.OfRule of
                                ? new Interceptor.OfRule(other.apply(of.rule()))
                                : each)
                        .toList());
    }

    /** This section without a rule. */
    Section without(String rule) {
        return new Section(
                plugin,
                ordered.stream()
                        .filter(each -> !each.rule().name().equals(rule))
                        .toList(),
                registered.stream()
                        .filter(each -> !(each instanceof Interceptor.OfRule of
                                && of.name().equals(rule)))
                        .toList());
    }

    /** This section with these rules of its settings. */
    Section ordering(List<ActiveRule> rules) {
        return new Section(plugin, rules, registered);
    }

    /** This section, and one rule more behind the others. */
    Section with(ActiveRule rule) {
        return new Section(
                plugin, Stream.concat(ordered.stream(), Stream.of(rule)).toList(), registered);
    }

    boolean has(String rule) {
        return rules().map(ActiveRule::rule).map(Rule::name).anyMatch(rule::equals);
    }
}
