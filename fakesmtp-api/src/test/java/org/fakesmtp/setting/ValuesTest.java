package org.fakesmtp.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private enum Colour {
        RED,
        LIGHT_BLUE
    }

    @ParameterizedTest
    @CsvSource({"250ms,PT0.25S", "2s,PT2S", "5m,PT5M", "1h,PT1H", "0,PT0S", "0s,PT0S", "8760h,PT8760H"})
    void aDurationHasAUnit(String text, Duration duration) {
        assertThat(Values.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1.5s", "2 s", "2S", "2sec", "1h30m", "1s..5s", "9999999999999999999s"})
    void whatIsNoDurationIsShownTheForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.duration(text))
                .withMessage("'%s' is no duration such as 250ms, 2s, 5m or 1h", text);
    }

    @Test
    void aMissingUnitIsShownTheUnits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.duration("5"))
                .withMessage("'5' lacks a unit, write 5ms or 5s or 5m or 5h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.size("100"))
                .withMessage("'100' lacks a unit, write 100B or 100KB or 100MB or 100GB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8761h", "999999999999999999h", "999999999999999999ms"})
    void aDurationOverAYearIsTooLong(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.duration(text))
                .withMessage("'%s' is more than the largest duration, 8760h", text);
    }

    @Test
    void aRangeHasTwoEnds() {
        assertThat(Values.durationRange("1s..5s"))
                .isEqualTo(new DurationRange(Duration.ofSeconds(1), Duration.ofSeconds(5)));
        assertThat(Values.durationRange("0 .. 100ms"))
                .isEqualTo(new DurationRange(Duration.ZERO, Duration.ofMillis(100)));
    }

    @Test
    void aSingleDurationIsARangeOfItself() {
        assertThat(Values.durationRange("2s"))
                .isEqualTo(new DurationRange(Duration.ofSeconds(2), Duration.ofSeconds(2)));
    }

    @Test
    void aRangeDoesNotGoBackwards() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.durationRange("5s..1s"))
                .withMessage("a range goes from the shortest duration to the longest, not from 5000ms to 1000ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s..", "..5s", "1..5s", "1s...5s", "1s..2s..3s"})
    void aRangeNeedsBothItsEnds(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Values.durationRange(text));
    }

    @ParameterizedTest
    @CsvSource({"512B,512", "64KB,65536", "10MB,10485760", "1GB,1073741824", "0,0"})
    void aKilobyteHas1024Octets(String text, long octets) {
        assertThat(Values.size(text)).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10kb", "10K", "1.5MB", "-1B", "10 MB"})
    void whatIsNoSizeIsShownTheForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.size(text))
                .withMessage("'%s' is no size such as 512B, 64KB or 10MB", text);
    }

    @Test
    void aSizeBeyondAllReasonIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.size("999999999999999999GB"))
                .withMessage("'999999999999999999GB' is more than the largest size, 1048576GB");
    }

    @ParameterizedTest
    @CsvSource({"100B/s,100", "64KB/s,65536", "10MB/s,10485760", "0,0"})
    void aRateIsASizeForEachSecond(String text, long octets) {
        assertThat(Values.rate(text)).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10KB", "10KB/m", "KB/s", "1.5MB/s", "10/s"})
    void whatIsNoRateIsShownTheForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.rate(text))
                .withMessage("'%s' is no rate such as 100B/s, 64KB/s or 10MB/s", text);
    }

    @ParameterizedTest
    @CsvSource({"30%,0.3", "0%,0", "100%,1", "0.5%,0.005"})
    void perCentAreAShare(String text, double share) {
        assertThat(Values.perCent(text)).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "%", "101%", "100.1%", "-1%", "30 %", "1e1%"})
    void whatIsNoShareIsShownTheForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.perCent(text))
                .withMessage("'%s' is no share such as 30%%, from 0%% to 100%%", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.0", "2147483648", "1s", "+1", "99999999999999999999"})
    void aNumberIsWholeAndNotNegative(String text) {
        assertThat(Values.number("2147483647")).isEqualTo(Integer.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.number(text))
                .withMessage("'%s' is no whole number from 0 to 2147483647", text);
    }

    @Test
    void aFlagIsOnOrOff() {
        assertThat(Values.flag("on")).isTrue();
        assertThat(Values.flag("off")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.flag("yes"))
                .withMessage("'yes' is neither on nor off");
    }

    @Test
    void aChoiceIsWrittenInSmallLettersWithHyphens() {
        assertThat(Values.choice("light-blue", Colour.class)).isEqualTo(Colour.LIGHT_BLUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.choice("light_blue", Colour.class))
                .withMessage("'light_blue' is none of red, light-blue, did you mean light-blue?");
    }

    @Test
    void aListHasCommas() {
        assertThat(Values.list("console,  spool ,x")).containsExactly("console", "spool", "x");
        assertThat(Values.list("  ")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.list("console, spool,"))
                .withMessage("'console, spool,' has a comma with nothing before or after it");
    }
}
