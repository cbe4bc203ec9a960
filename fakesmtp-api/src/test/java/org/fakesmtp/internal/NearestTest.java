package org.fakesmtp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> STAGES = List.of("HELO", "MAIL", "RCPT", "DATA");

    @Test
    void twoLettersThatChangedPlacesAreOneError() {
        assertThat(Nearest.among("RCTP", STAGES)).contains("RCPT");
    }

    @Test
    void caseDoesNotMatter() {
        assertThat(Nearest.among("rcpt", STAGES)).contains("RCPT");
    }

    @Test
    void aMissingATooManyAndAWrongLetterAreFound() {
        assertThat(Nearest.among("HEO", STAGES)).contains("HELO");
        assertThat(Nearest.among("DATTA", STAGES)).contains("DATA");
        assertThat(Nearest.among("MAUL", STAGES)).contains("MAIL");
    }

    @Test
    void theNearestWinsAndOfEqualsTheFirst() {
        assertThat(Nearest.among("spool.directry", List.of("spool.direct", "spool.directory")))
                .contains("spool.directory");
        assertThat(Nearest.among("MAXL", List.of("MAIL", "MALL"))).contains("MAIL");
    }

    @Test
    void whatIsFarIsNotSuggested() {
        assertThat(Nearest.among("DROP", STAGES)).isEmpty();
        assertThat(Nearest.among("x", List.of("y"))).isEmpty();
        assertThat(Nearest.among("", STAGES)).isEmpty();
        assertThat(Nearest.among("limit.scripted-wait", List.of("limit.scr-wait")))
                .isEmpty();
    }

    @Test
    void aHintIsTheEndOfASentence() {
        assertThat(Nearest.hint("RCTP", STAGES)).isEqualTo(", did you mean RCPT?");
        assertThat(Nearest.hint("QUIT", STAGES)).isEmpty();
    }
}
