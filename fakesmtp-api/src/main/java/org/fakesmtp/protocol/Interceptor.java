package org.fakesmtp.protocol;

import org.fakesmtp.api.Answerer;
import org.fakesmtp.api.Stage;
import org.fakesmtp.rule.ActiveRule;

/** Who is asked before a stage proceeds: a rule, at once, or a plugin's code, on a worker. */
public sealed interface Interceptor {

    /** Whether this one is asked at a stage; {@code command} tells whether the stage is a command. */
    boolean isAskedAt(Stage stage, boolean command);

    /** A rule: data that is asked inline. */
    record OfRule(ActiveRule rule) implements Interceptor {
        @Override
        public boolean isAskedAt(Stage stage, boolean command) {
            return rule.rule().isAskedAt(stage);
        }
    }

    /** A plugin's code. */
    record OfCode(Stage stage, Answerer answerer) implements Interceptor {
        @Override
        public boolean isAskedAt(Stage asked, boolean command) {
            return stage.equals(asked) || (command && stage.equals(Stage.ANY));
        }
    }
}
