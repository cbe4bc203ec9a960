package org.fakesmtp.mime;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Big5 as Windows and browsers read it, with the characters of Hong Kong: that of the WHATWG Encoding Standard. The
 * JDK's Big5-HKSCS has other symbols in the rows A1 and A2, such as those of a slash, and lacks what Hong Kong wrote
 * in a place of its own before Unicode had it.
 */
final class Big5 implements OctetCharset.Reader {

    private static final String HONG_KONG = "Big5-HKSCS";
    private static final String WINDOWS = "x-MS950-HKSCS";

    /** The octets that the JDK reads in another way or not at all, each with their character. */
    private static final String OTHERWISE =
            "8e69箸8e6f簆8e7e糎8eab緒8eb4縝8ecd者8ed0耨8f57菁8f69蒨8f6e萏8fcb覦8fcc覩8ffe起906d都907a銹90dc靜90f1響91bf鼖9244蔃"
                    + "92af兙92b0兛92b1兝92b2兞92c8鍮92d1瑹9447浧94ca禛95d9邗9644靝96ed瀞96fc嬨9b76爁9b78矗9b7b纇9bc6駖9bde釔9bec惞9bf6澶"
                    + "9c42輶9c53侻9c62營9c68鄄9c6b鷰9c77菏9cbc尐9cbd秣9cd0婧9d57輋9d5a筑9dc4拐9ea9恢9eef痹9efd汊9f60鬮9f66鼗9fcb僭9fd8弌"
                    + "a063蠏a077拎a0d5瑨a0df煢a0e4牐c6cf廴c6d3无c6d5癶c6d7隶c6de〃c6df仝fa5f倩fa66偽fabd包fac5卄fad5卿fb48嘅fbb8婷fbf3幵"
                    + "fbf9廐fc4f彘fc6c悤fcb9撐fce2晴fcf1杞fdb7沜fdb8渝fdbb港fdf1煮fe52猪fe6f瑜feaa瓩fedd砉";

    private static final Map<Integer, Integer> CHARACTERS = new HashMap<>();

    static {
        for (int i = 0; i < OTHERWISE.length(); i += 5) {
            CHARACTERS.put(Integer.parseInt(OTHERWISE.substring(i, i + 4), 16), (int) OTHERWISE.charAt(i + 4));
        }
        for (int picture = 0; picture < 0x20; picture++) {
            CHARACTERS.put(0xA3C0 + picture, 0x2400 + picture);
        }
        CHARACTERS.put(0xA3E0, 0x2421);
        CHARACTERS.put(0x8862, OctetCharset.combined('\u00CA', '\u0304'));
        CHARACTERS.put(0x8864, OctetCharset.combined('\u00CA', '\u030C'));
        CHARACTERS.put(0x88A3, OctetCharset.combined('\u00EA', '\u0304'));
        CHARACTERS.put(0x88A5, OctetCharset.combined('\u00EA', '\u030C'));
    }

    @Override
    public int next(ByteBuffer in) {
        int lead = in.get() & 0xFF;
        if (lead < 0x80) {
            return lead;
        }
        if (lead == 0x80 || lead == 0xFF) {
            return MALFORMED;
        }
        int trail = in.get() & 0xFF;
        int character = isTrail(trail) ? character(lead, trail) : MALFORMED;
        if (character == MALFORMED && trail < 0x80) {
            in.position(in.position() - 1); // it stays for the next character
        }
        return character;
    }

    private static boolean isTrail(int octet) {
        return (octet >= 0x40 && octet < 0x7F) || (octet > 0xA0 && octet < 0xFF);
    }

    private static int character(int lead, int trail) {
        Integer known = CHARACTERS.get(lead << 8 | trail);
        if (known != null) {
            return known;
        }
        return Pairs.pair(lead >= 0xA1 && lead <= 0xA3 ? WINDOWS : HONG_KONG, lead, trail);
    }
}
