package org.fakesmtp.server;

import java.util.List;
import org.fakesmtp.rule.Rule;

/**
 * The rules of a server, to be changed while it runs. A session sees a change at its next command outside a transaction; a transaction keeps the rules that it began with. Rules
 * that did not change keep their counts. For any thread.
 *
 * <pre>{@code
 * server.rules().add(Rule.named("full").on(Stage.RCPT).first(2).answer(Answer.reply(452, "4.2.2", "Mailbox full")));
 * }</pre>
 */
public final class Rules {

    private final RuleBook book;
    private final RuleCheck check;

    Rules(RuleBook book, RuleCheck check) {
        this.book = book;
        this.check = check;
    }

    /**
     * Adds a rule, asked after those of the plugins and those added before.
     *
     * @throws IllegalArgumentException where there is a rule of this name, or the rule names a stage or a cipher suite that there is not
     */
    public void add(Rule rule) {
        check.check(rule);
        book.add(rule);
    }

    /**
     * Puts a rule in the place of the one of the same name; its counts begin anew, unless both are equal.
     *
     * @throws IllegalArgumentException where there is no rule of this name, or the rule names a stage or a cipher suite that there is not
     */
    public void replace(Rule rule) {
        check.check(rule);
        book.replace(rule);
    }

    /**
     * Takes a rule away, also one of a plugin. It comes back with {@link #reset} or where the settings that order it are read again.
     *
     * @throws IllegalArgumentException where there is no rule of this name
     */
    public void remove(String name) {
        book.remove(name);
    }

    /** The rules are those of the plugins again, and nothing is counted yet: as at the start, but that time still counts from then. */
    public void reset() {
        book.reset();
    }

    /** Each rule with its counts, in the order in which they are asked. */
    public List<RuleUse> report() {
        return book.uses();
    }

    /** The code of plugins that decides at stages, such as a greylist and each rate, with its counts, in the order in which it is asked. */
    public List<CodeUse> reportOfCode() {
        return book.codeUses();
    }

    /** The names of the rules that never matched. */
    public List<String> unused() {
        return book.uses().stream().filter(RuleUse::isUnused).map(RuleUse::name).toList();
    }

    /** The rules in plain words, in the order in which they are asked, and a warning below each that can never be reached. */
    public List<String> explain() {
        return Explanation.of(book.interceptors());
    }
}
