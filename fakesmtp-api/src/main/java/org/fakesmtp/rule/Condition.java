package org.fakesmtp.rule;

import java.util.function.Predicate;
import org.fakesmtp.fact.Availability;
import org.fakesmtp.fact.Fact;
import org.fakesmtp.mail.Exchange;

/**
 * What must hold for a rule to match.
 *
 * @param about what it looks at: {@code client listener helo tls user sender recipient recipients argument size body text attachment early}, or {@code header.subject}
 * @param text what it is compared with, as a properties file has it: {@code *@nowhere.test}, {@code > 100KB}, {@code !<>}
 */
public record Condition(String about, String text) {

    /** @throws IllegalArgumentException where it looks at nothing that is known, or the text is none for that; the message is for the user */
    public Condition {
        ConditionGrammar.read(Fact.condition(about), text);
    }

    Availability known() {
        return Fact.condition(about).known();
    }

    /** Whether it looks at the message's own text, which may lie on a disk. */
    boolean readsContent() {
        return Fact.condition(about).readsContent();
    }

    /** The condition made ready to be asked often. */
    Predicate<Exchange> compiled() {
        return ConditionGrammar.read(Fact.condition(about), text);
    }

    @Override
    public String toString() {
        return about + " = " + text;
    }
}
