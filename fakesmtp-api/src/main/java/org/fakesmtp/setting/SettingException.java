package org.fakesmtp.setting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fakesmtp.text.Printable;

/**
 * A setting that is wrong. The message is meant for the user: it names where the setting stands, its key, its value and
 * what would be right. Where several are wrong, it has a line for each. What a terminal would obey in it, such as a
 * control character of a key or of a plugin's words, is escaped: see {@link Printable}.
 */
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** More errors than these are counted. */
    private static final int MOST = 1000;

    private static final Pattern IN_FILE = Pattern.compile("(.+?):([0-9]{1,9}): .*");

    /** {@link Setting#error} makes one that names where the setting stands and its key. */
    public SettingException(String message) {
        super(Objects.requireNonNullElse(message, "a setting is wrong")
                .lines()
                .map(Printable::text)
                .collect(Collectors.joining("\n")));
    }

    /**
     * One exception for all of these, a line for each, none twice. Those of a file stand together, in the order of
     * its lines; then come those from elsewhere. Of very many the rest is counted.
     */
    public static SettingException joined(List<SettingException> errors) {
        if (errors.size() == 1) {
            return errors.get(0);
        }
        List<String> lines = errors.stream()
                .flatMap(error -> String.valueOf(error.getMessage()).lines())
                .distinct()
                .toList();
        List<String> told = inOrder(lines.subList(0, Math.min(MOST, lines.size())));
        String more = lines.size() > MOST ? "\nand " + (lines.size() - MOST) + " errors more" : "";
        return new SettingException(String.join("\n", told) + more);
    }

    private static List<String> inOrder(List<String> lines) {
        Map<String, List<String>> byFile = new LinkedHashMap<>();
        List<String> elsewhere = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = IN_FILE.matcher(line);
            if (matcher.matches()) {
                byFile.computeIfAbsent(matcher.group(1), file -> new ArrayList<>())
                        .add(line);
            } else {
                elsewhere.add(line);
            }
        }
        List<String> ordered = new ArrayList<>();
        byFile.forEach((file, some) -> {
            some.sort(Comparator.comparingInt(line -> number(file, line)));
            ordered.addAll(some);
        });
        ordered.addAll(elsewhere);
        return ordered;
    }

    private static int number(String file, String line) {
        int begin = file.length() + 1;
        return Integer.parseInt(line.substring(begin, line.indexOf(':', begin)));
    }
}
