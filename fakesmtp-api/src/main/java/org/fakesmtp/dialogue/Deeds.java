package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fakesmtp.answer.Step;
import org.fakesmtp.setting.Values;

/** What a server has done in a session, as the lines of a script have it. */
final class Deeds {

    private final ByteArrayOutputStream output;
    private final List<Deed> deeds = new ArrayList<>();
    private Optional<String> end = Optional.empty();

    /** Something that is no octet, and how many octets were sent before it. */
    private record Deed(int at, String line) {}

    /** @param output what the server sends */
    Deeds(ByteArrayOutputStream output) {
        this.output = output;
    }

    /** The server does something. */
    void does(String what) {
        deeds.add(new Deed(output.size(), '(' + what + ')'));
    }

    /** The server does something for a time, or until the client goes. */
    void takes(String what, Optional<Duration> time) {
        does(what + time.map(some -> ' ' + Values.written(some)).orElse(""));
    }

    /** The server ends the connection. */
    void ends(Step.End how) {
        end = Optional.of(how == Step.End.RESET ? Script.RESETS : Script.CLOSES);
    }

    /** The lines that a client reads, and how the connection ends. */
    List<String> said() {
        List<String> lines = new ArrayList<>(output.toString(UTF_8).lines().toList());
        end.ifPresent(lines::add);
        return lines;
    }

    /** The same, with what else was done in its place. */
    List<String> done() {
        byte[] octets = output.toByteArray();
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (Deed deed : deeds) {
            lines.addAll(lines(octets, from, deed.at));
            lines.add(deed.line);
            from = deed.at;
        }
        lines.addAll(lines(octets, from, octets.length));
        end.ifPresent(lines::add);
        return lines;
    }

    private static List<String> lines(byte[] octets, int from, int to) {
        return new String(octets, from, to - from, UTF_8).lines().toList();
    }
}
