package org.fakesmtp.mime;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * ISO-2022-JP (RFC 1468) with all that mail programs have added to it: half-width katakana, JIS X 0212 and the foreign sets of ISO-2022-JP-2 (RFC 2237, 1554), and the
 * rows of NEC and IBM.
 */
final class Iso2022Jp implements OctetCharset.Reader {

    private static final int ESCAPE = 0x1B;
    private static final int SHIFT_OUT = 0x0E;
    private static final int SHIFT_IN = 0x0F;

    /** Sets by what follows ESC. The planes of JIS X 0213 are close to JIS X 0208. */
    private static final Map<String, Set> DESIGNATED = Map.ofEntries(
            Map.entry("(B", Set.ASCII),
            Map.entry("(J", Set.ROMAN),
            Map.entry("(H", Set.ROMAN),
            Map.entry("(I", Set.KATAKANA),
            Map.entry("$@", Set.JIS_0208),
            Map.entry("$B", Set.JIS_0208),
            Map.entry("$(B", Set.JIS_0208),
            Map.entry("$(O", Set.JIS_0208),
            Map.entry("$(Q", Set.JIS_0208),
            Map.entry("$(D", Set.JIS_0212),
            Map.entry("$A", Set.GB_2312),
            Map.entry("$(C", Set.KS_1001));

    private Set set = Set.ASCII;
    private boolean shiftedOut;

    /** What octets mean. */
    private enum Set {
        ASCII,
        ROMAN,
        KATAKANA,
        JIS_0208,
        JIS_0212,
        GB_2312,
        KS_1001
    }

    @Override
    public int next(ByteBuffer in) {
        int octet = in.get() & 0xFF;
        return switch (octet) {
            case ESCAPE -> escape(in);
            case SHIFT_OUT, SHIFT_IN -> shift(octet == SHIFT_OUT);
            case '\n' -> lineEnd();
            default -> octet > 0x20 && octet < 0x7F ? character(octet, in) : octet < 0x80 ? octet : eightBit(octet);
        };
    }

    /** Each line begins in ASCII, whatever its predecessor forgot. */
    private int lineEnd() {
        set = Set.ASCII;
        shiftedOut = false;
        return '\n';
    }

    private int shift(boolean out) {
        shiftedOut = out;
        return NOTHING;
    }

    /** Half-width katakana in eight bits, as old programs write them. */
    private static int eightBit(int octet) {
        return octet > 0xA0 && octet < 0xE0 ? 0xFF61 + octet - 0xA1 : MALFORMED;
    }

    private int character(int octet, ByteBuffer in) {
        if (shiftedOut || set == Set.KATAKANA) {
            return octet < 0x60 ? 0xFF61 + octet - 0x21 : MALFORMED;
        }
        return switch (set) {
            case ROMAN -> octet == '\\' ? 0xA5 : octet == '~' ? 0x203E : octet;
            case JIS_0208, JIS_0212, GB_2312, KS_1001 -> pair(octet - 0x21, in);
            default -> octet;
        };
    }

    private int pair(int row, ByteBuffer in) {
        int cell = (in.get() & 0xFF) - 0x21;
        if (cell < 0 || cell > 93) {
            in.position(in.position() - 1);
            return MALFORMED;
        }
        return switch (set) {
            case JIS_0212 -> Pairs.jis0212(row, cell);
            case GB_2312 -> Pairs.euc("GB18030", row, cell);
            case KS_1001 -> Pairs.euc("x-windows-949", row, cell);
            default -> Pairs.jis0208(row, cell);
        };
    }

    private int escape(ByteBuffer in) {
        int start = in.position();
        String sequence = "" + (char) in.get() + (char) in.get();
        if (sequence.equals("$(")) {
            sequence += (char) in.get();
        }
        Optional<Set> designated = Optional.ofNullable(DESIGNATED.get(sequence));
        if (designated.isEmpty()) {
            in.position(start);
            return MALFORMED;
        }
        set = designated.get();
        return NOTHING;
    }
}
