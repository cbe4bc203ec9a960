package org.fakesmtp.dialogue;

import org.junit.jupiter.api.Test;

/**
 * The scripts of {@link DialogueTest} as two tests instead of hundreds, for the run that changes the code in small ways: it starts JUnit anew for each test, which costs more than a dialogue
 * does. The build plays them one by one.
 */
class AllDialogues {

    @Test
    void server_answers_turn_by_turn_as_the_scripts_say() {
        Dialogues.all().forEach(DialogueTest::play);
    }

    @Test
    void server_answers_the_same_octet_by_octet() {
        Dialogues.all().forEach(DialogueTest::playByOctets);
    }
}
