package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * A mail for clients to send.
 *
 * @param name what it is, for the name of a test
 * @param content header and body, octet for octet
 */
@SuppressWarnings("ArrayRecordComponent") // mails are never compared
record Mail(String name, String sender, List<String> recipients, byte[] content) {

    private static final String HEADER = """
            From: Ann <ann@client.test>
            To: Bob <bob@server.test>
            Subject: A test
            Date: Sun, 22 Nov 2026 12:00:00 +0000
            Message-ID: <1@client.test>
            MIME-Version: 1.0
            """;
    private static final String TEXT = "Content-Type: text/plain; charset=utf-8\n";

    private static final String HTML = """
            Content-Type: multipart/mixed; boundary="=_1"

            --=_1
            Content-Type: text/html; charset=us-ascii

            <p>A picture is <b>attached</b>.</p>
            --=_1
            Content-Type: application/octet-stream; name="octets.bin"
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename="octets.bin"

            %s
            --=_1--
            """;

    /** One of each kind that clients treat in different ways. */
    static List<Mail> all() {
        return List.of(
                text("plain text", TEXT + "\nHello Bob,\n\nthis is all.\n"),
                text("HTML with an attachment", HTML.formatted(base64(octets(2_000)))),
                new Mail("8-bit text", "ann@client.test", List.of("bob@server.test"), eightBit()),
                text("leading dots", TEXT + "\n.\n..\n.x\n...\n. \n\n.\n\n..y\nno dot\n"),
                text("a body of 10 MB", TEXT + "\n" + base64(octets(10_000_000 / 78 * 57))),
                new Mail(
                        "several recipients",
                        "ann+tag@client.test",
                        List.of("one@server.test", "two@server.test", "three@other.test", "four+x@other.test"),
                        octets(HEADER + TEXT + "\nTo all.\n")));
    }

    private static Mail text(String name, String rest) {
        return new Mail(name, "ann@client.test", List.of("bob@server.test"), octets(HEADER + rest));
    }

    private static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(UTF_8);
    }

    /** A body in UTF-8, with a line of octets that are none. */
    private static byte[] eightBit() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(octets(HEADER + TEXT + "Content-Transfer-Encoding: 8bit\n\nGrüße, 你好, 🐘\n"));
        for (int octet = 0x80; octet <= 0xFF; octet++) {
            out.write(octet);
        }
        out.writeBytes(octets("\nend\n"));
        return out.toByteArray();
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new Random(1).nextBytes(octets);
        return octets;
    }

    private static String base64(byte[] octets) {
        return new String(Base64.getMimeEncoder(76, new byte[] {'\n'}).encode(octets), ISO_8859_1) + "\n";
    }

    @Override
    public String toString() {
        return name;
    }
}
