package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.setting.Values;

/** Reads the lines of a script, one after the other. */
final class ScriptReader {

    private static final Pattern CONNECTS = Pattern.compile("C: \\(connects from ([0-9a-fA-F.:]+)\\)");
    private static final Pattern MAY_GO_ON = Pattern.compile("\\d{3}-.*|\\d{1,3}\\.\\.\\.");
    private static final Pattern WAITS = Pattern.compile("C: \\(waits (\\w+)\\)");

    private final String name;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Script.Turn> turns = new ArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<String> expected = new ArrayList<>();
    private Duration waits = Duration.ZERO;
    private Optional<String> client = Optional.empty();

    ScriptReader(String name) {
        this.name = name;
    }

    Script script() {
        endTurn();
        return new Script(name, settings, client, List.copyOf(turns));
    }

    void read(String line) {
        Matcher connects = CONNECTS.matcher(line);
        Matcher wait = WAITS.matcher(line);
        if (line.startsWith("set ") && line.contains("=")) {
            String[] parts = line.substring(4).split("=", 2);
            settings.put(parts[0].strip(), parts[1].strip().replace("\\n", "\n"));
        } else if (line.startsWith("S: ")) {
            expects(line.substring(3), line);
        } else if (connects.matches() && isAtBegin()) {
            client = Optional.of(connects.group(1));
        } else if (wait.matches()) {
            endTurn();
            waits = Values.duration(wait.group(1));
        } else if (line.startsWith("C: ") || line.startsWith("C> ") || line.equals("C:")) {
            sends(line);
        } else {
            throw error("neither C: nor S: nor set", line);
        }
    }

    private IllegalArgumentException error(String what, String line) {
        return new IllegalArgumentException(name + ": " + what + ": " + line);
    }

    private void expects(String said, String line) {
        String before = expected.isEmpty() ? "" : expected.get(expected.size() - 1);
        if (said.equals(Script.DOTS) && !MAY_GO_ON.matcher(before).matches()) {
            throw error("dots skip the rest of a reply: before them stands a line of it, such as 'S: 250-...'", line);
        }
        expected.add(said);
    }

    private boolean isAtBegin() {
        return turns.isEmpty() && expected.isEmpty() && sent.size() == 0;
    }

    private void sends(String line) {
        if (!expected.isEmpty()) {
            endTurn();
        }
        try {
            sent.writeBytes(octets(line.length() < 3 ? "" : line.substring(3)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw error("an escape that is not complete", line);
        }
        sent.writeBytes(line.startsWith("C>") ? new byte[0] : new byte[] {'\r', '\n'});
    }

    private void endTurn() {
        turns.add(new Script.Turn(waits, sent.toString(ISO_8859_1), List.copyOf(expected)));
        waits = Duration.ZERO;
        sent.reset();
        expected.clear();
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
                out.write(octet(escape));
            }
        }
        return out.toByteArray();
    }

    private static int octet(char escape) {
        return switch (escape) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '0' -> 0;
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("unknown escape \\" + escape);
        };
    }
}
