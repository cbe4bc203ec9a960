package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A dialogue as the RFC prints it. A line {@code C: text} is sent with CR LF, {@code S: text} is expected; {@code S: text...} leaves the rest of the line open, and a line {@code S: ...} behind the first line of a reply skips its other lines, however many. {@code C> text}
 * is sent without CR LF, and in both {@code \r \n \t \0 \\ \xHH} stand for octets, <code>\{80*x}</code> for so many of them. {@code S: (closes)} expects the end of the connection, {@code S: (resets)} a RST; {@code C: (waits
 * 5m)} lets time pass, {@code C: (connects from 192.0.2.7)} as the first line says who the client is. {@code set key = value} configures the server, {@code \n} in the value is a line feed, {@code #} begins a comment. A line
 * {@code --- title} begins another dialogue, with a session and settings of its own.
 *
 * @param client the address that the client connects from, where the script says one
 */
public record Script(String name, Map<String, String> settings, Optional<String> client, List<Turn> turns) {

    /** The end of the connection, as a line of the server. */
    public static final String CLOSES = "(closes)";

    /** A connection that the server breaks. */
    static final String RESETS = "(resets)";

    /** Stands for the rest of a reply of several lines. */
    public static final String DOTS = "...";

    private static final Pattern GOES_ON = Pattern.compile("\\d{3}-.*");

    private static final Pattern TITLE = Pattern.compile("(?m)^--- (.*)$");

    /**
     * What the client does, and what the server says then.
     *
     * @param waits for how long the client says nothing before
     * @param sent what it sends, one char for each octet
     * @param expected the lines of the server
     */
    public record Turn(Duration waits, String sent, List<String> expected) {}

    /**
     * The dialogues of a text; the text before the first title is one, unless it says nothing.
     *
     * @throws IllegalArgumentException where a line is none of a script; it shows the line
     */
    public static List<Script> parseAll(String name, String text) {
        List<Script> scripts = new ArrayList<>();
        Matcher title = TITLE.matcher(text);
        String current = name;
        int from = 0;
        while (title.find()) {
            scripts.add(parse(current, text.substring(from, title.start())));
            current = name + ": " + title.group(1);
            from = title.end();
        }
        scripts.add(parse(current, text.substring(from)));
        scripts.removeIf(script -> script.expected().isEmpty());
        return scripts;
    }

    private static Script parse(String name, String text) {
        ScriptReader reader = new ScriptReader(name);
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(reader::read);
        return reader.script();
    }

    /** Everything that the client sends. */
    public byte[] sent() {
        return turns.stream().map(Turn::sent).collect(Collectors.joining()).getBytes(ISO_8859_1);
    }

    /** Everything that the server says. */
    public List<String> expected() {
        return turns.stream().flatMap(turn -> turn.expected().stream()).toList();
    }

    /** The lines that are expected; in the place of a line of dots stands what it skips of the lines of the server. Dots that have nothing to skip, or too little, stay: no line is as they expect. */
    public static List<String> withoutDots(List<String> expected, List<String> said) {
        List<String> lines = new ArrayList<>();
        for (String line : expected) {
            int from = lines.size();
            int to = line.equals(DOTS) ? endOfReply(said, from) : from;
            lines.addAll(to > from ? said.subList(from, to) : List.of(line));
        }
        return lines;
    }

    /** Where the reply ends whose lines begin before a place; the place itself where none does, or it has no end. */
    private static int endOfReply(List<String> said, int from) {
        boolean goesOn = from > 0 && from <= said.size() && goesOn(said.get(from - 1));
        for (int i = from; goesOn && i < said.size() && !isEnd(said.get(i)); i++) {
            if (!goesOn(said.get(i)) && !said.get(i).startsWith("(")) {
                return i + 1;
            }
        }
        return from;
    }

    private static boolean isEnd(String line) {
        return line.equals(CLOSES) || line.equals(RESETS);
    }

    /** Whether a line of the server belongs to a reply of which more lines follow (RFC 5321, 4.2.1). */
    public static boolean goesOn(String line) {
        return GOES_ON.matcher(line).matches();
    }

    /** Whether a line of the server is as expected; none is where dots alone are. */
    public static boolean matches(String expected, String line) {
        if (expected.equals(DOTS)) {
            return false;
        }
        return expected.endsWith("...")
                ? line.startsWith(expected.substring(0, expected.length() - 3))
                : line.equals(expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
