package org.fakesmtp.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Answers.Mix;
import org.fakesmtp.rule.Answers.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of several answers is given. */
class AnswersTest {

    private static final Answer BUSY = Answer.reply(451, "4.3.2", "Busy");
    private static final Answer NO = Answer.reply(550, "5.1.1", "No");

    @Test
    void share_that_is_drawn_falls_into_the_part_that_ends_behind_it() {
        Mix mix = new Mix(List.of(new Part(0.25, BUSY), new Part(0.5, NO)));

        assertThat(mix.choose(1, 0)).contains(BUSY);
        assertThat(mix.choose(1, 0.2499)).contains(BUSY);
        assertThat(mix.choose(1, 0.25)).contains(NO);
        assertThat(mix.choose(1, 0.7499)).contains(NO);
        assertThat(mix.choose(1, 0.75)).isEmpty();
    }

    @Test
    void parts_may_come_to_the_whole_and_not_to_more() {
        assertThat(new Mix(List.of(new Part(1, NO))).choose(1, 0.9999)).contains(NO);
        assertThat(new Mix(List.of(new Part(0.7, NO), new Part(0.2, BUSY), new Part(0.1, NO))).parts())
                .hasSize(3); // whose sum is not exact
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mix(List.of(new Part(0.6, NO), new Part(0.41, BUSY))))
                .withMessage("the shares of the answers come to 101%, the most is 100%");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void share_is_no_more_than_the_whole_and_no_less_than_nothing(double share) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Part(share, NO));
        assertThat(new Part(0, NO).share()).isZero();
    }

    @Test
    void each_part_has_to_make_sense_at_the_stage_of_its_rule() {
        Mix mix = new Mix(List.of(new Part(0.5, NO), new Part(0.1, Answer.parse("hide STARTTLS then proceed"))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.named("a").on(Stage.MAIL).answer(mix));
    }
}
