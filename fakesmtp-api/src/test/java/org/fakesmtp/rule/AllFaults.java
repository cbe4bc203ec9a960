package org.fakesmtp.rule;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fakesmtp.mail.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** {@link FaultMatrixTest} as four tests instead of a thousand, for the run that changes the code in small ways, like {@code AllDialogues}. */
class AllFaults {

    private final FaultMatrixTest matrix = new FaultMatrixTest();

    private static void each(Stream<Arguments> all, Consumer<Object[]> test) {
        all.map(Arguments::get).forEach(test);
    }

    @Test
    void steps_show_the_client_what_the_reference_says() {
        each(
                FaultMatrixTest.sensible(),
                of -> matrix.step_at_a_stage_shows_the_client_what_the_reference_says((Stage) of[0], (String) of[1]));
    }

    @Test
    void steps_that_make_no_sense_are_refused_by_name() {
        each(
                FaultMatrixTest.senseless(),
                of -> matrix.step_that_makes_no_sense_at_a_stage_is_refused_by_name((Stage) of[0], (String) of[1]));
    }

    @Test
    void modifiers_change_the_octets_of_the_reply() {
        each(
                FaultMatrixTest.modifiers(),
                of -> matrix.modifier_at_a_stage_changes_the_octets_of_its_reply(
                        (Stage) of[0], (String) of[1], (String) of[2]));
    }

    @Test
    void modifiers_where_the_normal_work_has_no_reply_are_refused_by_name() {
        each(
                FaultMatrixTest.senselessModifiers(),
                of -> matrix.modifier_where_the_normal_work_has_no_reply_is_refused_by_name(
                        (Stage) of[0], (String) of[1], (String) of[2]));
    }
}
