package org.fakesmtp.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes of a reply, or of bare octets, what goes out under modifiers. Text has one char for each octet. */
final class Garbler {

    private static final byte[] FILLING = "x".repeat(1024).getBytes(UTF_8);
    private static final String LATIN_1 = " \u00e9\u00e8\u00fc\u00df";

    private final Set<Modifier.Garble> garbles = EnumSet.noneOf(Modifier.Garble.class);
    private Optional<String> code = Optional.empty();
    private int fill;
    private Optional<Modifier.Dribble> pace = Optional.empty();
    private boolean startsWithWait;

    private Garbler(Collection<Modifier> modifiers) {
        modifiers.forEach(this::take);
    }

    private void take(Modifier modifier) {
        if (modifier instanceof Modifier.Garble garble) {
            garbles.add(garble);
        } else if (modifier instanceof Modifier.Code other) {
            code = Optional.of(other.digits());
        } else if (modifier instanceof Modifier.Oversized oversized) {
            fill = oversized.octets();
        } else if (modifier instanceof Modifier.Dribble dribble) {
            take(dribble, false);
        } else if (modifier instanceof Modifier.Throttle throttle) {
            take(throttle.asDribble(), true);
        }
    }

    /** Of two paces the slower one holds. */
    private void take(Modifier.Dribble other, boolean waitsFirst) {
        if (pace.filter(one -> nanosPerOctet(one) >= nanosPerOctet(other)).isEmpty()) {
            pace = Optional.of(other);
            startsWithWait = waitsFirst;
        }
    }

    private static double nanosPerOctet(Modifier.Dribble dribble) {
        return (double) dribble.every().toNanos() / dribble.octets();
    }

    static Transmission transmission(byte[] octets, Collection<Modifier> modifiers) {
        Garbler garbler = new Garbler(modifiers);
        return garbler.repeated(List.of(new Transmission.Part(octets, 1)));
    }

    static Transmission transmission(Reply reply, Collection<Modifier> modifiers) {
        Garbler garbler = new Garbler(modifiers);
        return garbler.repeated(garbler.parts(reply));
    }

    private Transmission repeated(List<Transmission.Part> once) {
        List<Transmission.Part> parts = new ArrayList<>(once);
        if (has(Modifier.Garble.TWICE)) {
            parts.addAll(once);
        }
        parts.removeIf(Transmission.Part::isEmpty);
        return new Transmission(parts, pace, startsWithWait);
    }

    private List<Transmission.Part> parts(Reply reply) {
        List<String> lines = new ArrayList<>(reply.lines());
        if (has(Modifier.Garble.MIXED_CODES) && lines.size() == 1) {
            lines.add(lines.get(0));
        }
        StringBuilder out = new StringBuilder();
        int last = lines.size() - 1;
        for (int i = 0; i < last; i++) {
            String own = has(Modifier.Garble.MIXED_CODES) ? otherCode(reply) : codeOf(reply);
            out.append(line(reply, own, '-', lines.get(i))).append(lineEnd());
        }
        boolean open = has(Modifier.Garble.UNFINISHED) || has(Modifier.Garble.ENDLESS);
        String ending = line(reply, codeOf(reply), open ? '-' : ' ', lines.get(last));
        if (has(Modifier.Garble.ENDLESS)) {
            return List.of(part(out, 1), part(ending + lineEnd(), Long.MAX_VALUE));
        }
        return filled(out.append(ending), Math.max(0, fill - ending.length()));
    }

    private List<Transmission.Part> filled(StringBuilder out, int missing) {
        return List.of(
                part(out, 1),
                new Transmission.Part(FILLING, missing / FILLING.length),
                part("x".repeat(missing % FILLING.length) + (has(Modifier.Garble.NO_LINE_END) ? "" : lineEnd()), 1));
    }

    private String line(Reply reply, String own, char separator, String text) {
        StringBuilder out = new StringBuilder();
        if (!has(Modifier.Garble.NO_DIGITS)) {
            out.append(own).append(separator);
            reply.enhanced().ifPresent(status -> out.append(status).append(' '));
        }
        if (has(Modifier.Garble.NUL)) {
            out.append('\0');
        }
        out.append(has(Modifier.Garble.BINARY) ? binary() : new String(text.getBytes(UTF_8), ISO_8859_1));
        return out.append(has(Modifier.Garble.EIGHT_BIT) ? LATIN_1 : "").toString();
    }

    /** Every fourth octet from 3 on, which leaves CR and LF out. */
    private static String binary() {
        StringBuilder out = new StringBuilder();
        for (int octet = 3; octet < 256; octet += 4) {
            out.append((char) octet);
        }
        return out.toString();
    }

    private String codeOf(Reply reply) {
        return code.orElse(String.valueOf(reply.code()));
    }

    /** A code that says the opposite. */
    private static String otherCode(Reply reply) {
        return reply.isNegative() ? "250" : "550";
    }

    private String lineEnd() {
        return has(Modifier.Garble.BARE_LF) ? "\n" : "\r\n";
    }

    private boolean has(Modifier.Garble garble) {
        return garbles.contains(garble);
    }

    private static Transmission.Part part(CharSequence text, long times) {
        return new Transmission.Part(text.toString().getBytes(ISO_8859_1), times);
    }
}
