package org.fakesmtp.rule;

import java.util.List;
import org.fakesmtp.fact.Fact;
import org.fakesmtp.mail.Exchange;

/** What one count belongs to: 128 bits that stand for texts of any length, so that a table of keys has a bounded size. */
record Key(long high, long low) {

    private static final Key WHOLE_SERVER = new Key(0, 0);

    static Key of(List<Fact> facts, Exchange exchange) {
        Key key = WHOLE_SERVER;
        for (Fact fact : facts) {
            key = fact.counted(exchange).reduce(key.with(fact.toString()), Key::with, (one, other) -> other);
        }
        return key;
    }

    private Key with(String text) {
        return new Key(Draw.hash(high, text), Draw.hash(~low, text));
    }
}
