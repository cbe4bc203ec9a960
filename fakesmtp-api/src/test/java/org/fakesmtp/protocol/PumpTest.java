package org.fakesmtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.Step;
import org.fakesmtp.answer.StepPlayer;
import org.fakesmtp.protocol.framing.Framer;
import org.fakesmtp.protocol.framing.Inbox;
import org.fakesmtp.protocol.framing.Unit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the next unit is cut, and when it is not. */
class PumpTest {

    private final List<String> played = new ArrayList<>();
    private final Inbox inbox = new Inbox();
    private Outcome outcome = Outcome.DONE;
    private boolean room = true;
    private Pump pump = pump();

    private Pump pump() {
        Conversation conversation = Plain.conversation(Plain.behaviour(Plain.replies()));
        return new Pump(conversation, new Framer(inbox, 0), player(), () -> room);
    }

    private StepPlayer player() {
        StepPlayer player = mock(StepPlayer.class);
        when(player.reply(any()))
                .thenAnswer(call -> plays(call.<Reply>getArgument(0).code()));
        when(player.end(any())).thenAnswer(call -> plays(call.<Step.End>getArgument(0)));
        return player;
    }

    private Outcome plays(Object what) {
        played.add(what.toString());
        return outcome;
    }

    @BeforeEach
    void connect() {
        pump.happened(Unit.Event.CONNECTED);
        pump.run();
        assertThat(played).containsExactly("220");
        played.clear();
    }

    private void receive(String octets) {
        inbox.offer(octets.getBytes(ISO_8859_1), 0, octets.length());
        pump.run();
    }

    @Test
    void nothing_is_cut_while_too_much_output_waits() {
        room = false;
        receive("NOOP\r\n");
        pump.happened(Unit.Event.TIMEOUT);
        pump.run();
        assertThat(played).isEmpty();
        assertThat(inbox.size()).isEqualTo("NOOP\r\n".length());
        room = true;
        pump.run();
        assertThat(played).startsWith("421");
    }

    @Test
    void nothing_is_cut_while_a_step_waits() {
        outcome = Outcome.WAITS;
        receive("NOOP\r\nXYZZY\r\n");
        assertThat(played).containsExactly("250");
        assertThat(pump.isWaiting()).isTrue();
        outcome = Outcome.DONE;
        pump.resume(Outcome.DONE);
        assertThat(played).containsExactly("250", "500");
        assertThat(pump.isWaiting()).isFalse();
    }

    @Test
    void event_that_interrupts_comes_before_all_that_was_to_follow() {
        outcome = Outcome.WAITS;
        receive("QUIT\r\n");
        outcome = Outcome.DONE;
        pump.happened(Unit.Event.SHUTDOWN);
        pump.interrupt(Unit.Event.TIMEOUT);
        assertThat(pump.isWaiting()).isFalse();
        pump.run();
        assertThat(played).containsExactly("221", "421", "close");
    }
}
