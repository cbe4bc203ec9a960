package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A dialogue as the RFC prints it. A line {@code C: text} is sent with CR LF, {@code S: text} is expected; {@code S: text...} leaves the rest of the line open. {@code C> text}
 * is sent without CR LF, and in both {@code \r \n \t \0 \\ \xHH} stand for octets, <code>\{80*x}</code> for so many of them. {@code S: (closes)} expects the end of the connection, {@code S: (resets)} a RST, {@code set key = value} configures the
 * server, {@code \n} in the value is a line feed, {@code #} begins a comment. A line {@code --- title} begins another dialogue, with a session and settings of its own.
 */
public record Script(String name, Map<String, String> settings, List<Turn> turns) {

    /** The end of the connection, as a line of the server. */
    public static final String CLOSES = "(closes)";

    /** A connection that the server breaks. */
    static final String RESETS = "(resets)";

    /** What the server says after the client has sent something, one char for each octet. */
    public record Turn(String sent, List<String> expected) {}

    private static final Pattern TITLE = Pattern.compile("(?m)^--- (.*)$");

    /** The dialogues of a text; the text before the first title is one, unless it says nothing. */
    static List<Script> parseAll(String name, String text) {
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

    public static Script parse(String name, String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<Turn> turns = new ArrayList<>();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("set ")) {
                String[] parts = line.substring(4).split("=", 2);
                settings.put(parts[0].strip(), parts[1].strip().replace("\\n", "\n"));
            } else if (line.startsWith("S: ")) {
                expected.add(line.substring(3));
            } else if (line.startsWith("C: ") || line.startsWith("C> ") || line.equals("C:")) {
                if (!expected.isEmpty()) {
                    turns.add(new Turn(sent.toString(ISO_8859_1), List.copyOf(expected)));
                    sent.reset();
                    expected.clear();
                }
                sent.writeBytes(octets(line.length() < 3 ? "" : line.substring(3)));
                sent.writeBytes(line.startsWith("C>") ? new byte[0] : new byte[] {'\r', '\n'});
            } else {
                throw new IllegalArgumentException(name + ": neither C: nor S: nor set: " + line);
            }
        }
        turns.add(new Turn(sent.toString(ISO_8859_1), List.copyOf(expected)));
        return new Script(name, settings, turns);
    }

    /** All scripts below a folder of the test resources. */
    public static Stream<Script> all() {
        Path folder = Path.of("..", "fakesmtp-api", "src", "test", "resources", "dialogues");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().flatMap(file -> read(folder, file)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Script> read(Path folder, Path file) {
        try {
            return parseAll(folder.relativize(file).toString(), Files.readString(file, UTF_8)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that the client sends. */
    public byte[] sent() {
        return turns.stream().map(Turn::sent).collect(Collectors.joining()).getBytes(ISO_8859_1);
    }

    /** Everything that the server says. */
    public List<String> expected() {
        return turns.stream().flatMap(turn -> turn.expected().stream()).toList();
    }

    /** Whether a line of the server is as expected. */
    public static boolean matches(String expected, String line) {
        return expected.endsWith("...")
                ? line.startsWith(expected.substring(0, expected.length() - 3))
                : line.equals(expected);
    }

    private static byte[] octets(String text) {
        byte[] raw = text.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '\\') {
                out.write(raw[i]);
                continue;
            }
            char escape = (char) raw[++i];
            if (escape == '{') {
                int times = text.indexOf('*', i);
                int end = text.indexOf('}', times + 2);
                int count = Integer.parseInt(text.substring(i + 1, times));
                out.writeBytes(text.substring(times + 1, end).repeat(count).getBytes(UTF_8));
                i = end;
            } else if (escape == 'x') {
                out.write(Integer.parseInt(new String(raw, i + 1, 2, ISO_8859_1), 16));
                i += 2;
            } else {
                out.write(
                        switch (escape) {
                            case 'r' -> '\r';
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case '0' -> 0;
                            case '\\' -> '\\';
                            default -> throw new IllegalArgumentException("unknown escape \\" + escape + " in " + text);
                        });
            }
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
