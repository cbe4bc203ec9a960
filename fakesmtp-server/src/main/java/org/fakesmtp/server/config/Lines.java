package org.fakesmtp.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.fakesmtp.setting.SettingException;

/** Cuts a properties file into lines: UTF-8 with or without a byte order mark, ended by LF or CR LF. */
final class Lines {

    /** Stands for octets that are no UTF-8, where it is not in the file itself. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String file;
    private final Consumer<SettingException> errors;
    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private final List<String> physical = new ArrayList<>();
    private int next;

    private Lines(String file, Consumer<SettingException> errors) {
        this.file = file;
        this.errors = errors;
    }

    /**
     * The lines with a setting, in order.
     *
     * @param errors gets one for each line with an octet that is not UTF-8, which is left out
     */
    static List<Line> of(String file, byte[] octets, Consumer<SettingException> errors) {
        Lines lines = new Lines(file, errors);
        lines.cut(octets, isMarked(octets) ? BYTE_ORDER_MARK.length : 0);
        return lines.joined();
    }

    private static boolean isMarked(byte[] octets) {
        int length = BYTE_ORDER_MARK.length;
        return octets.length >= length && Arrays.equals(octets, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    private void cut(byte[] octets, int start) {
        int begin = start;
        for (int i = start; i < octets.length; i++) {
            if (octets[i] == '\n') {
                boolean withReturn = i > begin && octets[i - 1] == '\r';
                physical.add(decode(octets, begin, withReturn ? i - 1 : i));
                begin = i + 1;
            }
        }
        physical.add(decode(octets, begin, octets.length));
    }

    private String decode(byte[] octets, int begin, int end) {
        String text = new String(octets, begin, end - begin, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeOrReport(octets, begin, end);
    }

    private String decodeOrReport(byte[] octets, int begin, int end) {
        try {
            return decoder.reset()
                    .decode(ByteBuffer.wrap(octets, begin, end - begin))
                    .toString();
        } catch (CharacterCodingException e) {
            SettingException error =
                    new SettingException(file + ':' + (physical.size() + 1) + ": is not UTF-8, save the file as UTF-8");
            error.initCause(e);
            errors.accept(error);
            return "";
        }
    }

    private List<Line> joined() {
        List<Line> lines = new ArrayList<>();
        while (next < physical.size()) {
            int number = next + 1;
            String text = whole().strip();
            if (!text.isEmpty() && !isComment(text)) {
                lines.add(new Line(number, text));
            }
        }
        return lines;
    }

    /** The next line, together with those that go on with it. */
    private String whole() {
        String first = physical.get(next++);
        if (!goesOn(first)) {
            return first;
        }
        StringBuilder text = new StringBuilder(first);
        while (!isComment(text) && goesOn(text)) {
            text.setLength(text.length() - 1);
            text.append(next < physical.size() ? physical.get(next++).stripLeading() : "");
        }
        return text.toString();
    }

    private static boolean isComment(CharSequence text) {
        int begin = 0;
        while (begin < text.length() && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        return begin < text.length() && (text.charAt(begin) == '#' || text.charAt(begin) == '!');
    }

    /** Whether the text ends in a backslash that is not itself escaped. */
    private static boolean goesOn(CharSequence text) {
        int backslashes = 0;
        while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
