package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header of a message or of a part: its fields, in their order. */
public record MessageHeader(List<HeaderField> fields) {

    /** {@code From ann@x.test Thu Jan  1 00:00:00 1970}, of which an address, a day or a time of day is enough. */
    private static final Pattern MBOX_LINE = Pattern.compile(
            ">?From +(?:[^\\s:]+@[^\\s:]+\\s*"
                    + "|[^ \\t:].*[ \\t](?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\\b|\\d{1,2}:\\d\\d).*)",
            Pattern.DOTALL);

    /** A header without a field. */
    static final MessageHeader EMPTY = new MessageHeader(List.of());

    /** Keeps a copy of the list. */
    public MessageHeader {
        fields = List.copyOf(fields);
    }

    /** The values of the fields of a name, in whatever case. */
    public List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.isNamed(name))
                .map(HeaderField::value)
                .toList();
    }

    /** The first field of a name that says anything. */
    Optional<HeaderField> first(String name) {
        return fields.stream()
                .filter(field -> field.isNamed(name) && !field.value().isEmpty())
                .findFirst();
    }

    /** What stands behind the colon of that field; nothing if there is none. */
    byte[] body(String name) {
        return first(name).map(HeaderField::body).orElse("").getBytes(ISO_8859_1);
    }

    /**
     * Whether a first line is the one with which a message in a file of the kind mbox begins: who sent it, and when.
     * It is no field.
     */
    public static boolean isMboxLine(String line) {
        return MBOX_LINE.matcher(line).matches();
    }
}
