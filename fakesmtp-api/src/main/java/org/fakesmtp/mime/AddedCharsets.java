package org.fakesmtp.mime;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The charsets that decode mail: those of the JDK, and some that it lacks or knows in another way than browsers do. */
final class AddedCharsets {

    private static final String LATIN_6 =
            "\u00a0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00adŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ";
    private static final String LATIN_8 =
            "\u00a0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00ad®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ";

    private AddedCharsets() {}

    /** A charset by the name that the table has for it, unless it needs a charset that this JDK was built without. */
    static Optional<Charset> named(String name) {
        return switch (name) {
            case "ISO-8859-10" -> Optional.of(SingleOctets.iso8859(name, LATIN_6));
            case "ISO-8859-14" -> Optional.of(SingleOctets.iso8859(name, LATIN_8));
            case "x-user-defined" -> Optional.of(SingleOctets.userDefined(name));
            case "UTF-7" -> Optional.of(new OctetCharset(name, Utf7::new));
            case "HZ-GB-2312" -> read(name, Hz::new, "GB18030");
            case "Big5-HKSCS" -> read(name, Big5::new, name, "x-MS950-HKSCS");
            case "EUC-JP" -> read(name, EucJp::new, "windows-31j", "EUC-JP");
            case "ISO-2022-JP" -> read(name, Iso2022Jp::new, "windows-31j", "EUC-JP", "GB18030", "x-windows-949");
            case "macintosh" -> like("x-MacRoman", known -> SingleOctets.like(name, known, ""));
            case "x-mac-cyrillic" -> like("x-MacUkraine", known -> SingleOctets.like(name, known, "\u00ff€"));
            case "KOI8-U" -> like(name, known -> SingleOctets.like(name, known, "\u00aeў\u00beЎ"));
            case "windows-1255" -> like(name, known -> SingleOctets.like(name, known, "\u00ca\u05ba"));
            default -> like(name, known -> isWindows(name) ? SingleOctets.like(name, known, "") : known);
        };
    }

    /** The sets of 256 characters that Windows has, in which some octets mean nothing. */
    private static boolean isWindows(String name) {
        return name.startsWith("windows-125") || name.equals("windows-874");
    }

    private static Optional<Charset> like(String name, Function<Charset, Charset> charset) {
        return Optional.of(name)
                .filter(Charset::isSupported)
                .map(Charset::forName)
                .map(charset);
    }

    private static Optional<Charset> read(String name, Supplier<OctetCharset.Reader> readers, String... needed) {
        return Stream.of(needed).allMatch(Charset::isSupported)
                ? Optional.of(new OctetCharset(name, readers))
                : Optional.of(name).filter(Charset::isSupported).map(Charset::forName);
    }
}
