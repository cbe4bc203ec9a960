package org.fakesmtp.api;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;

/**
 * Where a {@link Plugin} registers what it does, valid only while {@link Plugin#install} runs, and where it gets what it needs, to keep as long as it lives.
 *
 * <pre>{@code
 * hooks.rule(Rule.named("spam.banner").on(Stage.CONNECT).first(1).answer(Answer.close()));
 * hooks.answer(Stage.VRFY, exchange -> Answer.reply(252, "2.0.0", "Who knows"));
 * hooks.deliver(message -> Delivery.taken());
 * hooks.schedule().every(Duration.ofMinutes(1), () -> System.out.println(hooks.clock().instant()));
 * }</pre>
 */
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

    /** The clock of the server, which a test may have injected: measure by no other. */
    InstantSource clock();

    /** The timers of the server. */
    Schedule schedule();

    /** The chance of this plugin, drawn from the setting {@code seed} and the plugin's name: the same at every run. Safe for threads. */
    RandomGenerator random();

    /** The doors of the listeners. */
    Doors doors();
}
