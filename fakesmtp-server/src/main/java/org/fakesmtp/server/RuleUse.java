package org.fakesmtp.server;

import java.util.List;
import org.fakesmtp.rule.Rule;

/**
 * A rule and what became of it so far.
 *
 * @param rule the rule
 * @param plugin the plugin whose it is; for one that {@link Rules#add} has added, the word "rules"
 * @param matched how often it was asked and its conditions held
 * @param answered how often it gave an answer
 * @param evicted how many keys were forgotten for want of room, see {@code rules.keys}; their counts began anew
 */
public record RuleUse(Rule rule, String plugin, long matched, long answered, long evicted) {

    /** The name of the rule, such as {@code reject.no-such-user}. */
    public String name() {
        return rule.name();
    }

    /** Whether the rule has never matched: the failure that it orders was not tested. */
    public boolean isUnused() {
        return matched == 0;
    }

    /** The rule in plain words, as {@link Rules#explain} has them below its name. */
    public List<String> explain() {
        return Explanation.of(rule);
    }

    /** The counts in words: {@code reject.no-such-user: matched 3, answered 2}. */
    @Override
    public String toString() {
        if (isUnused()) {
            return name() + ": never matched";
        }
        String forgotten = evicted == 0 ? "" : ", " + evicted + " keys forgotten";
        return name() + ": matched " + matched + ", answered " + answered + forgotten;
    }
}
