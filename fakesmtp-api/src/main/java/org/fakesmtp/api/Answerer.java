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
}
