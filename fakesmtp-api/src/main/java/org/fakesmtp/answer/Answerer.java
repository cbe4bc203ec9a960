package org.fakesmtp.answer;

import org.fakesmtp.mail.Exchange;

/**
 * Decides in code how the server answers at a stage. Called on a worker thread: it may block, though not for ever.
 *
 * <pre>{@code
 * Answerer slow = exchange -> {
 *     Path list = Path.of("blocked.txt");
 *     boolean blocked = Files.readAllLines(list).contains(exchange.session().clientAddress());
 *     return blocked ? Answer.reply(554, "5.7.1", "Blocked") : Answer.proceed();
 * };
 * hooks.answer(Stage.CONNECT, slow.named("list"));
 * hooks.answer(Stage.NOOP, Answerer.atOnce(exchange -> Answer.reply(250, "2.0.0", "Nothing done")));
 * }</pre>
 */
@FunctionalInterface
public interface Answerer {

    /**
     * The answer to this occurrence of the stage; {@link Answer#proceed()} leaves the decision to those asked later. An exception
     * costs the client a 451 and is logged with the plugin's name; the session goes on.
     */
    Answer answer(Exchange exchange) throws Exception;

    /** Whether it may block. One that never does, and takes microseconds only, is asked at once on the thread of the session, which serves others too. */
    default boolean mayBlock() {
        return true;
    }

    /** What it is called among those of its plugin, in logs, journals and on the console; empty for a plugin that has no more than one. */
    default String name() {
        return "";
    }

    /** The same code, which is known not to block: see {@link #mayBlock()}. */
    static Answerer atOnce(Answerer code) {
        return new Answerer() {
            @Override
            public Answer answer(Exchange exchange) throws Exception {
                return code.answer(exchange);
            }

            @Override
            public boolean mayBlock() {
                return false;
            }
        };
    }

    /** The same code with a name: see {@link #name()}. */
    default Answerer named(String name) {
        Answerer code = this;
        return new Answerer() {
            @Override
            public Answer answer(Exchange exchange) throws Exception {
                return code.answer(exchange);
            }

            @Override
            public boolean mayBlock() {
                return code.mayBlock();
            }

            @Override
            public String name() {
                return name;
            }
        };
    }
}
