package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every script against the bare conversation, the octets of the client cut at every place. */
class DialogueTest {

    /** Scripts with more octets are cut at some places only. */
    private static final int LONG = 8_000;

    private static final int STRIDE = 499;

    static Stream<Script> scripts() {
        return Dialogues.all();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void server_answers_turn_by_turn_as_the_script_says(Script script) {
        play(script);
    }

    /** Plays a script as it stands. */
    static void play(Script script) {
        BareSession server = BareServer.configured(script.settings()).connect();
        int said = 0;
        for (Script.Turn turn : script.turns()) {
            server.receive(turn.sent());
            List<String> lines = server.said();
            assertMatches(script, turn.expected(), lines.subList(said, lines.size()));
            said = lines.size();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void server_answers_the_same_however_the_octets_are_cut(Script script) {
        byte[] sent = script.sent();
        Supplier<BareSession> servers = BareServer.each(script.settings());
        List<String> whole =
                servers.get().connect().receive(sent, 0, sent.length).said();
        assertMatches(script, script.expected(), whole);
        for (int cut = 1; cut < sent.length; cut++) {
            if (isCutAt(sent, cut)) {
                BareSession server = servers.get().connect();
                server.receive(sent, 0, cut).receive(sent, cut, sent.length);
                assertEquals(withoutChance(script, whole), withoutChance(script, server.said()), script.name());
            }
        }
    }

    /** Of what is long, each border between two octets that differ, and some of those between equal ones. */
    private static boolean isCutAt(byte[] sent, int cut) {
        return sent.length <= LONG || sent[cut] != sent[cut - 1] || cut % STRIDE == 0;
    }

    /** Challenges are another each time: where the script leaves them open, they are left out. */
    private static List<String> withoutChance(Script script, List<String> said) {
        return script.expected().contains("334 ...")
                ? said.stream().filter(line -> !line.startsWith("334 ")).toList()
                : said;
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void server_answers_the_same_octet_by_octet(Script script) {
        playByOctets(script);
    }

    /** Plays a script octet by octet. */
    static void playByOctets(Script script) {
        byte[] sent = script.sent();
        BareSession server = BareServer.configured(script.settings()).connect();
        for (int i = 0; i < sent.length; i++) {
            server.receive(sent, i, i + 1);
        }
        assertMatches(script, script.expected(), server.said());
    }

    private static void assertMatches(Script script, List<String> expected, List<String> lines) {
        List<String> wanted = new ArrayList<>(Script.withoutDots(expected, lines));
        for (int i = 0; i < Math.min(lines.size(), wanted.size()); i++) {
            if (Script.matches(wanted.get(i), lines.get(i))) {
                wanted.set(i, lines.get(i));
            }
        }
        assertThat(lines).as(script.name()).isEqualTo(wanted);
    }
}
