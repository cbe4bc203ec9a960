package org.fakesmtp.rule;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.StepKind;
import org.fakesmtp.answer.StepPlayer;
import org.fakesmtp.answer.Transmission;
import org.mockito.ArgumentCaptor;

/** The examples of the tables of steps and modifiers, as they are played. */
final class FaultSamples {

    private FaultSamples() {}

    /** The first example of a step. */
    static String step(String word) {
        return StepKind.named(word).examples().get(0).replace("banner.bin", "src/test/resources/banner.bin");
    }

    /** What a reply with modifiers hands to the transport. */
    static Transmission sent(String reply) {
        StepPlayer player = mock(StepPlayer.class);
        Answer.parse(reply).steps().get(0).playOn(player);
        ArgumentCaptor<Transmission> sent = ArgumentCaptor.forClass(Transmission.class);
        verify(player).send(sent.capture());
        return sent.getValue();
    }
}
