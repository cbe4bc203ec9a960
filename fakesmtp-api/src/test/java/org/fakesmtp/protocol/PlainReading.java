package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.protocol.framing.Expectation;
import org.fakesmtp.protocol.framing.Framer;

/** What a {@link Framer} has to cut, read from the whole text at once. */
final class PlainReading {

    private static final String LINE_END = "\r\n";
    private static final String FINAL_DOT = ".\r\n";
    private static final String AUTH = "AUTH ";
    private static final int AUTH_LIMIT = 12_288;

    private final String text;
    private final int limit;
    private final List<String> units = new ArrayList<>();
    private int at;

    /** @param limit the longest line; 0 is none */
    PlainReading(String text, int limit) {
        this.text = text;
        this.limit = limit == 0 ? Integer.MAX_VALUE : limit;
    }

    /** The units, and at the end what was cut of one that is not whole. */
    List<String> units(List<Expectation> asked) {
        String left = "";
        boolean more = true;
        for (int next = 0; more; next++) {
            int before = units.size();
            left = cut(next < asked.size() ? asked.get(next) : Expectation.COMMAND);
            more = units.size() > before && !units.get(before).startsWith("NOT_SMTP");
        }
        units.add("left " + left);
        return units;
    }

    /** Notes a unit, or says what is there of it. */
    private String cut(Expectation expected) {
        return switch (expected.kind()) {
            case COMMAND -> command();
            case AUTH_LINE -> line(Math.max(limit, AUTH_LIMIT));
            case CONTENT -> content();
            case CHUNK -> chunk((int) expected.octets());
            case NOTHING -> "";
        };
    }

    private String command() {
        if (text.startsWith("\u0016", at)) {
            units.add("NOT_SMTP ");
            return "";
        }
        return line(text.regionMatches(true, at, AUTH, 0, AUTH.length()) ? Math.max(limit, AUTH_LIMIT) : limit);
    }

    private String line(int most) {
        int end = text.indexOf(LINE_END, at);
        if (end >= 0) {
            int length = end + LINE_END.length() - at;
            units.add(length > most ? "LINE_TOO_LONG " : "line " + text.substring(at, end));
            at += length;
        }
        return "";
    }

    private String content() {
        String rest = text.substring(at);
        int end = (LINE_END + rest).indexOf(LINE_END + FINAL_DOT);
        if (end >= 0) {
            units.add("END_OF_CONTENT " + unstuffed(rest.substring(0, end)));
            at += end + FINAL_DOT.length();
            return "";
        }
        int held = endsIn(rest, ".") ? 1 : endsIn(rest, ".\r") ? 2 : 0;
        return unstuffed(rest.substring(0, rest.length() - held));
    }

    private static boolean endsIn(String content, String lastLine) {
        return (LINE_END + content).endsWith(LINE_END + lastLine);
    }

    private static String unstuffed(String content) {
        return (LINE_END + content).replace(LINE_END + ".", LINE_END).substring(LINE_END.length());
    }

    private String chunk(int octets) {
        if (text.length() - at < octets) {
            return text.substring(at);
        }
        units.add("END_OF_CHUNK " + text.substring(at, at + octets));
        at += octets;
        return "";
    }
}
