package org.fakesmtp.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.Step;
import org.fakesmtp.answer.StepPlayer;
import org.fakesmtp.protocol.framing.Expectation;
import org.fakesmtp.protocol.framing.Framer;
import org.fakesmtp.protocol.framing.Unit;

/**
 * Drives a conversation: cuts one unit of the kind that is expected, has the conversation answer and the player play, and only then cuts the next. What stands behind a command
 * that is refused, delayed or consulted about has not been looked at before its answer was played. For one thread at a time.
 */
public final class Pump {

    private final Conversation conversation;
    private final Framer framer;
    private final StepPlayer player;
    private final BooleanSupplier roomForOutput;
    private final ContentPace pace;
    private final Deque<Unit> events = new ArrayDeque<>(1);
    private List<Step> steps = List.of();
    private int played;
    private boolean waiting;
    private boolean heldBack;
    private boolean gone;

    /** A pump that takes content as soon as it arrives. */
    public Pump(Conversation conversation, Framer framer, StepPlayer player, BooleanSupplier roomForOutput) {
        this(conversation, framer, player, roomForOutput, ContentPace.UNLIMITED);
    }

    /**
     * @param roomForOutput false while so much output waits that no further unit is to be cut
     * @param pace how fast content is taken
     */
    public Pump(
            Conversation conversation,
            Framer framer,
            StepPlayer player,
            BooleanSupplier roomForOutput,
            ContentPace pace) {
        this.conversation = conversation;
        this.framer = framer;
        this.player = player;
        this.roomForOutput = roomForOutput;
        this.pace = pace;
    }

    /** Takes note of an event; it has its turn when {@link #run} comes to it. */
    public void happened(Unit event) {
        events.add(event);
    }

    /** Goes on until more octets are needed, a step waits, or the output is full. */
    public void run() {
        while (!waiting && !gone) {
            if (played < steps.size()) {
                play(nextStep());
            } else if (!next()) {
                return;
            }
        }
    }

    /** Reports the outcome of a step that waited, and goes on. */
    public void resume(Outcome outcome) {
        waiting = false;
        if (gone) {
            leave(outcome);
        } else {
            came(outcome);
            run();
        }
    }

    /** Has an event its turn at once: gives up the step that waits, whose outcome is not to be reported any more, and what was to follow it. */
    public void interrupt(Unit.Event event) {
        waiting = false;
        steps = List.of();
        played = 0;
        events.addFirst(event);
    }

    /** The connection is gone. What a worker still does is waited for: its outcome is to be reported by {@link #resume}. */
    public void disconnected() {
        gone = true;
        if (!waiting) {
            leave(Outcome.DONE);
        }
    }

    /** Whether a step waits for its outcome. */
    public boolean isWaiting() {
        return waiting;
    }

    /** Whether content has arrived that the pace does not allow to take yet. {@link #run} goes on when it does. */
    public boolean isHeldBack() {
        return heldBack;
    }

    private void leave(Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            conversation.resume(outcome);
        }
        String line = framer.takeBareLineAtEnd();
        if (line != null) {
            conversation.bareLineEnd(line);
        }
        conversation.receive(Unit.Event.DISCONNECTED);
    }

    private boolean next() {
        heldBack = false;
        if (!roomForOutput.getAsBoolean()) {
            return false;
        }
        Optional<? extends Unit> unit = event();
        if (unit.isEmpty()) {
            unit = cut(conversation.expects());
        }
        unit.ifPresent(this::take);
        tellOfBareLineEnds();
        return unit.isPresent();
    }

    private void tellOfBareLineEnds() {
        String line = framer.takeBareLine();
        if (line != null) {
            conversation.bareLineEnd(line);
        }
        if (framer.tookBareEnd()) {
            conversation.bareEndOfContent();
        }
    }

    /** Cuts a unit; of content no more than the pace allows, and no further than to where somebody is to be asked. */
    private Optional<Unit> cut(Expectation expected) {
        if (!expected.isContent()) {
            return framer.cut(expected);
        }
        int allowed = pace.allowed(framer.waiting(expected));
        Optional<Unit> unit = framer.cut(expected, (int) Math.min(allowed, conversation.untilAsked()));
        heldBack = allowed == 0 && unit.isEmpty() && !framer.isEmpty();
        return unit;
    }

    private void take(Unit unit) {
        if (unit instanceof Unit.Block block) {
            pace.took(block.octets().remaining());
        }
        if (framer.tookUnstuffedDot()) {
            conversation.unstuffedDot();
        }
        Answer answer = conversation.receive(unit);
        if (unit instanceof Unit.Line && !framer.isEmpty()) {
            conversation.wentOn();
        }
        if (unit instanceof Unit.Line && !conversation.isInMessage()) {
            pace.ended();
        }
        start(answer);
    }

    /** The next event; the end of the server waits for that of a message. */
    private Optional<Unit> event() {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        Optional<Unit> next = events.stream()
                .filter(event -> event != Unit.Event.SHUTDOWN || !conversation.isInMessage())
                .findFirst();
        next.ifPresent(events::remove);
        return next;
    }

    /** An answer whose last step has begun is not kept: a session that is idle would hold its last reply. */
    private Step nextStep() {
        Step step = steps.get(played++);
        if (played == steps.size()) {
            steps = List.of();
            played = 0;
        }
        return step;
    }

    private void play(Step step) {
        if (conversation.isBeforeBanner() && !framer.isEmpty()) {
            conversation.spokeEarly();
        }
        if (step instanceof Step.End) {
            steps = List.of();
            played = 0;
        }
        came(step.playOn(player));
        conversation.played(step);
    }

    private void came(Outcome outcome) {
        if (outcome == Outcome.WAITS) {
            waiting = true;
        } else if (outcome != Outcome.DONE) {
            start(conversation.resume(outcome));
        }
    }

    /** Plays an answer next, before what is left of the one that asked for it. */
    private void start(Answer answer) {
        List<Step> left = steps.subList(played, steps.size());
        steps = left.isEmpty() ? answer.steps() : answer.then(Answer.of(left)).steps();
        played = 0;
    }
}
