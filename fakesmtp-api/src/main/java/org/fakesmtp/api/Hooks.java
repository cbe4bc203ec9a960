package org.fakesmtp.api;

import org.fakesmtp.protocol.CommandHandler;
import org.fakesmtp.rule.Rule;

/** Where a {@link Plugin} registers what it does. Valid only while {@link Plugin#install} runs. */
public interface Hooks {

    /** Adds a rule. Rules and answerers are asked in the order of the {@code plugins} setting, within a plugin in the order of these calls. */
    void rule(Rule rule);

    /** Adds code that decides at a stage. It is asked on a worker thread and may block. */
    void answer(Stage stage, Answerer answerer);

    /** Adds a sink for finished messages. 250 is sent only after every sink has taken the message. */
    void deliver(MessageSink sink);

    /** Adds an observer that sees everything and alters nothing. */
    void observe(SessionObserver observer);

    /** Adds a row to the command table, or replaces the row of the same verb. */
    void command(CommandHandler handler);
}
