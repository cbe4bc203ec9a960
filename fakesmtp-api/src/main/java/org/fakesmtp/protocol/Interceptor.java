package org.fakesmtp.protocol;

import org.fakesmtp.answer.Answerer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.ActiveRule;
import org.fakesmtp.rule.Moment;

/** Who is asked before a stage proceeds: a rule, at once, or a plugin's code, on a worker. */
public sealed interface Interceptor {

    /** Whether this one is asked at a stage; {@code command} tells whether the stage is a command. */
    boolean isAskedAt(Stage stage, boolean command);

    /** What it is called in logs and journals: the name of the rule, or of the plugin. */
    String name();

    /** After how many octets of content it is asked, at CONTENT. */
    default long octets() {
        return 0;
    }

    /** Whether it looks at the message's own text, which may lie on a disk. */
    default boolean readsContent() {
        return this instanceof OfCode
                || (this instanceof OfRule of && of.rule.rule().readsContent());
    }

    /** The same as code that can be asked on a worker. */
    Answerer answerer();

    /** A rule: data that is asked inline. */
    record OfRule(ActiveRule rule) implements Interceptor {

        @Override
        public String name() {
            return rule.rule().name();
        }

        @Override
        public long octets() {
            return rule.rule()
                    .at()
                    .filter(Moment.AfterOctets.class::isInstance)
                    .map(at -> ((Moment.AfterOctets) at).octets())
                    .orElse(0L);
        }

        @Override
        public Answerer answerer() {
            return rule;
        }

        @Override
        public boolean isAskedAt(Stage stage, boolean command) {
            return rule.rule().isAskedAt(stage);
        }
    }

    /** A plugin's code. */
    record OfCode(Stage stage, Answerer answerer) implements Interceptor {

        @Override
        public String name() {
            return answerer.toString();
        }

        @Override
        public boolean isAskedAt(Stage asked, boolean command) {
            return stage.equals(asked) || (command && stage.equals(Stage.ANY));
        }
    }
}
