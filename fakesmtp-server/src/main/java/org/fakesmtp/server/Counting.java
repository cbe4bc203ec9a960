package org.fakesmtp.server;

import java.time.Instant;
import org.fakesmtp.rule.ActiveRule;
import org.fakesmtp.rule.Rule;

/**
 * What the rules of a server count and draw by.
 *
 * @param seed what chance is drawn from
 * @param keys {@code rules.keys}: for so many keys a rule counts at most
 * @param started when the server was started
 */
record Counting(long seed, int keys, Instant started) {

    /** A rule that has counted nothing yet. */
    ActiveRule fresh(Rule rule) {
        return new ActiveRule(rule, seed, keys, started);
    }
}
