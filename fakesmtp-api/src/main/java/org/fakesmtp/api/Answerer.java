package org.fakesmtp.api;

/** Decides in code how the server answers at a stage. Called on a worker thread: it may block, though not for ever. */
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
