package org.fakesmtp.answer;

/**
 * What came of a step.
 *
 * <pre>{@code
 * public final class XAsk implements CommandHandler {
 *     @Override
 *     public Stage stage() {
 *         return new Stage("XASK");
 *     }
 *
 *     @Override
 *     public Answer proceed(CommandSession session) {
 *         Answerer code = exchange -> Answer.reply(250, "2.0.0", Files.readString(Path.of("answer.txt")));
 *         return Answer.of(List.of(new Step.Consult(code, session)));
 *     }
 *
 *     @Override
 *     public Answer resume(CommandSession session, Outcome outcome) {
 *         return outcome instanceof Outcome.Consulted asked ? asked.answer() : Answer.proceed();
 *     }
 * }
 * }</pre>
 */
public sealed interface Outcome {

    /** The step is done; the next one follows. */
    Outcome DONE = Plain.DONE;

    /** The step is not done yet; its real outcome is reported later. */
    Outcome WAITS = Plain.WAITS;

    /** It is up to the conversation to do the normal work. */
    Outcome PROCEEDED = Plain.PROCEEDED;

    /** Whoever was not asked yet is to be asked. */
    Outcome ASK = Plain.ASK;

    /** The code of a plugin that was asked has failed. */
    Outcome FAILED = Plain.FAILED;

    /** What comes from now on is encrypted. */
    Outcome SECURED = Plain.SECURED;

    /** The outcomes that say all by themselves. */
    enum Plain implements Outcome {
        /** What {@link Outcome#DONE} says. */
        DONE,
        /** What {@link Outcome#WAITS} says. */
        WAITS,
        /** What {@link Outcome#PROCEEDED} says. */
        PROCEEDED,
        /** What {@link Outcome#ASK} says. */
        ASK,
        /** What {@link Outcome#FAILED} says. */
        FAILED,
        /** What {@link Outcome#SECURED} says. */
        SECURED
    }

    /** An answerer has answered. */
    record Consulted(Answer answer) implements Outcome {}

    /** Every sink has been asked, or the first one to refuse. */
    record Delivered(Delivery delivery) implements Outcome {}
}
