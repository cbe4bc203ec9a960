package org.fakesmtp.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fakesmtp.internal.Nearest;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.rule.ActiveRule;
import org.fakesmtp.rule.Rule;

/**
 * The rules and the code of the plugins in the order in which they are asked, a section for each plugin, and a last one for what the program has added that the server is
 * embedded in. Each change is put into force as a whole; a rule that is not changed keeps what it has counted.
 */
final class RuleBook {

    /** The section of the rules that are added while the server runs. */
    static final String ADDED = "rules";

    private Counting counting;
    private List<Section> original;
    private List<Section> sections;
    private Consumer<List<Interceptor>> force = interceptors -> {};

    RuleBook(Counting counting, List<Section> plugins) {
        this.counting = counting;
        this.original = Stream.concat(plugins.stream(), Stream.of(new Section(ADDED, List.of(), List.of())))
                .toList();
        this.sections = original;
    }

    /** Has the rules put into force in this way, now and after each change. */
    synchronized void enforce(Consumer<List<Interceptor>> by) {
        force = by;
        by.accept(interceptors());
    }

    synchronized List<Interceptor> interceptors() {
        return sections.stream().flatMap(Section::interceptors).toList();
    }

    synchronized List<RuleUse> uses() {
        return sections.stream().flatMap(Section::uses).toList();
    }

    synchronized List<CodeUse> codeUses() {
        return sections.stream().flatMap(Section::codeUses).toList();
    }

    synchronized void add(Rule rule) {
        if (sections.stream().anyMatch(section -> section.has(rule.name()))) {
            throw new IllegalArgumentException("there is a rule '" + rule.name() + "' already, replace it");
        }
        inLast(section -> section.with(counting.fresh(rule)));
    }

    synchronized void remove(String rule) {
        check(rule);
        change(each(section -> section.without(rule)));
    }

    synchronized void replace(Rule rule) {
        check(rule.name());
        change(each(section -> section.withEach(old -> changed(old, rule))));
    }

    private ActiveRule changed(ActiveRule old, Rule rule) {
        boolean stays = !old.rule().name().equals(rule.name()) || old.rule().equals(rule);
        return stays ? old : counting.fresh(rule);
    }

    /** The rules of the settings again, and no others, with nothing counted. */
    synchronized void reset() {
        sections = original;
        change(each(this::fresh));
        original = sections;
    }

    /** The server starts now: time counts from here. */
    synchronized void start(Counting from) {
        counting = from;
        Stream.concat(sections.stream(), original.stream())
                .flatMap(Section::rules)
                .forEach(rule -> rule.start(from.started()));
    }

    /** The settings order these rules now, by plugin. What was registered, and what was added, stays. */
    synchronized void order(Map<String, List<Rule>> byPlugin) {
        List<Section> before = sections;
        Map<Rule, ActiveRule> known = known();
        original = original.stream()
                .map(section -> section.ordering(byPlugin.getOrDefault(section.plugin(), List.of()).stream()
                        .map(rule -> kept(rule, known))
                        .toList()))
                .toList();
        List<Section> after = new ArrayList<>(original);
        after.set(after.size() - 1, before.get(before.size() - 1));
        change(after);
    }

    /** The rules at work, by what they order. */
    private Map<Rule, ActiveRule> known() {
        Map<Rule, ActiveRule> known = new HashMap<>();
        Stream.concat(sections.stream(), original.stream())
                .flatMap(Section::rules)
                .forEach(rule -> known.putIfAbsent(rule.rule(), rule));
        return known;
    }

    /** The rule at work that is the same as this one, a fresh one otherwise. */
    private ActiveRule kept(Rule rule, Map<Rule, ActiveRule> known) {
        return Optional.ofNullable(known.get(rule)).orElseGet(() -> counting.fresh(rule));
    }

    private Section fresh(Section section) {
        return section.withEach(old -> counting.fresh(old.rule()));
    }

    private List<Section> each(UnaryOperator<Section> edit) {
        return sections.stream().map(edit).toList();
    }

    private void inLast(UnaryOperator<Section> edit) {
        List<Section> edited = new ArrayList<>(sections);
        edited.set(edited.size() - 1, edit.apply(edited.get(edited.size() - 1)));
        change(edited);
    }

    private void change(List<Section> to) {
        sections = List.copyOf(to);
        force.accept(interceptors());
    }

    private void check(String rule) {
        if (sections.stream().noneMatch(section -> section.has(rule))) {
            List<String> names = uses().stream().map(RuleUse::name).toList();
            String hint = Nearest.hint(rule, names);
            throw new IllegalArgumentException(
                    "there is no rule '" + rule + "'" + (hint.isEmpty() ? ", there are " + names : hint));
        }
    }
}
