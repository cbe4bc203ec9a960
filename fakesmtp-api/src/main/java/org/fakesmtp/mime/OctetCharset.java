package org.fakesmtp.mime;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.util.function.Supplier;

/** A character set of mail that the JDK lacks or knows differently. It decodes only. */
final class OctetCharset extends Charset {

    /** How far left a mark stands of the code point that it belongs to. */
    private static final int MARK = 21;

    private final Supplier<Reader> readers;

    /** @param readers makes what reads one text */
    OctetCharset(String name, Supplier<Reader> readers) {
        super(name, null);
        this.readers = readers;
    }

    @Override
    public boolean contains(Charset other) {
        return false;
    }

    @Override
    public boolean canEncode() {
        return false;
    }

    @Override
    public CharsetEncoder newEncoder() {
        throw new UnsupportedOperationException(name() + " is for reading only");
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new Decoder(this, readers);
    }

    /** What a reader returns for a character that Unicode writes as two: the second one is a mark upon the first. */
    static int combined(char base, char mark) {
        return mark << MARK | base;
    }

    /** Reads one text. */
    interface Reader {

        /** The octets had a meaning, but stand for no character. */
        int NOTHING = -1;
        /** The octets that were taken have no meaning. */
        int MALFORMED = -2;

        /**
         * Takes octets and returns their code point, what is {@link #combined}, {@link #NOTHING}, or {@link
         * #MALFORMED}. It changes its own state only after it has taken all octets that it needs.
         *
         * @throws BufferUnderflowException if the octets end too early; the reader is asked again when there are more
         */
        int next(ByteBuffer in);
    }

    private static final class Decoder extends CharsetDecoder {

        private final Supplier<Reader> readers;
        private Reader reader;

        Decoder(Charset charset, Supplier<Reader> readers) {
            super(charset, 1, 2);
            this.readers = readers;
            this.reader = readers.get();
        }

        @Override
        protected void implReset() {
            reader = readers.get();
        }

        @Override
        protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
            while (in.hasRemaining()) {
                if (out.remaining() < 2) {
                    return CoderResult.OVERFLOW;
                }
                int start = in.position();
                try {
                    int codePoint = reader.next(in);
                    if (codePoint == Reader.MALFORMED) {
                        int length = in.position() - start;
                        in.position(start);
                        return CoderResult.malformedForLength(length);
                    }
                    if (codePoint != Reader.NOTHING) {
                        put(out, codePoint);
                    }
                } catch (BufferUnderflowException e) {
                    in.position(start);
                    return CoderResult.UNDERFLOW;
                }
            }
            return CoderResult.UNDERFLOW;
        }

        private static void put(CharBuffer out, int codePoint) {
            if (codePoint >>> MARK != 0) {
                out.put((char) codePoint).put((char) (codePoint >>> MARK));
            } else if (Character.isBmpCodePoint(codePoint)) {
                out.put((char) codePoint);
            } else {
                out.put(Character.highSurrogate(codePoint)).put(Character.lowSurrogate(codePoint));
            }
        }
    }
}
