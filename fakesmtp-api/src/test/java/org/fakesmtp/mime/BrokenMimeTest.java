package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random messages with words in their leaves, broken in ways that people's mail is: each word is read, or there is a remark. */
class BrokenMimeTest {

    private static final int ROUNDS = 4000;
    private static final int DEEPEST = 4;
    private static final List<String> LINE_ENDS = List.of("\r\n", "\r\n", "\n", "\r", "\r\r\n");
    private static final List<String> TYPES = List.of(
            "Content-Type: text/plain\n",
            "Content-Type: text/html; charset=utf-8\n",
            "Content-Type: text/plain charset=x\n",
            "Content-Type: text\n",
            "Content-Type: text/html;;\n",
            "Content-Type: ;;==\n",
            "Content-Type: application/pdf; name=\"a.pdf\n",
            "Content-Type: message/rfc822\n",
            "Content-Type: message/partial; id=1; number=1\n",
            "Content-Type: multipart/mixed\n",
            "Content-Type: multipart/mixed; boundary=\n",
            "Content-Type: multipart/mixed; boundary=never\n",
            "Content-Type : text/plain; name=a.txt\n",
            "");
    private static final List<String> FIELDS = List.of(
            "Content-Disposition: attachment; filename*0*=utf-8''%41; filename*2=b\n",
            "Content-Disposition: inline; filename=\n",
            "Content-Disposition: ;\n",
            "Content-Transfer-Encoding: x-unknown\n",
            "Content-Transfer-Encoding: base64 (really)\n",
            "Subject: =?utf-8?q?=FF?=\n",
            "X-Folded: a\n b\n",
            "",
            "",
            "");

    private Random random = new Random();
    private final List<String> words = new ArrayList<>();

    @Test
    void each_word_is_in_a_text_or_an_attachment_or_there_is_a_remark() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            random = new Random(round);
            words.clear();
            String lineEnd = pick(LINE_ENDS);
            byte[] content = entity(0).replace("\n", lineEnd).getBytes(UTF_8);
            MimeMessage message = new MimeReader(ReadingLimits.NONE).read(new ByteArrayInputStream(content));
            String read = all(message);
            for (String word : words) {
                assertThat(read.contains(word)
                                || read.contains(base64(word))
                                || message.remarks().stream().anyMatch(BrokenMimeTest::explains))
                        .as("round %d: %s is neither in %s nor explained by %s", round, word, read, message.remarks())
                        .isTrue();
            }
        }
    }

    @Test
    void octets_at_random_are_read_somehow() throws IOException {
        byte[] head = "Content-Type: multipart/mixed; boundary=\"-\"\r\n".getBytes(UTF_8);
        for (int round = 0; round < ROUNDS; round++) {
            random = new Random(round);
            byte[] octets = new byte[random.nextInt(500)];
            for (int i = 0; i < octets.length; i++) {
                octets[i] =
                        random.nextBoolean() ? (byte) random.nextInt() : (byte) "\r\n-=: ;\"".charAt(random.nextInt(8));
            }
            System.arraycopy(head, 0, octets, 0, random.nextBoolean() ? Math.min(head.length, octets.length) : 0);
            MimeMessage message =
                    new MimeReader(new ReadingLimits(100, 100, 100)).read(new ByteArrayInputStream(octets));
            assertThat(message.plainView()).isSubsetOf(message.parts());
            assertThat(VisibleText.of(message.htmlView()).length()).isLessThan(1000);
        }
    }

    private static boolean explains(String remark) {
        return remark.contains("left out");
    }

    private static String all(MimeMessage message) {
        StringBuilder all = new StringBuilder();
        message.texts().forEach(text -> all.append(text.text()).append('\n'));
        message.attachments()
                .forEach(part ->
                        all.append(new String(part.octets(), ISO_8859_1)).append('\n'));
        return all.toString();
    }

    private String entity(int depth) {
        return depth < DEEPEST && random.nextInt(depth + 2) < 2 ? multipart(depth) : leaf();
    }

    private String multipart(int depth) {
        String boundary = pick(List.of("b", "b" + depth, "bb", "b--", "a:b", "b" + random.nextInt(3)));
        StringBuilder out =
                new StringBuilder("Content-Type: multipart/" + pick(List.of("mixed", "alternative", "digest", "x"))
                        + "; boundary=\"" + boundary + "\"\n" + pick(FIELDS) + emptyLine() + sometimes("preamble"));
        for (int parts = random.nextInt(4); parts > 0; parts--) {
            out.append("--")
                    .append(boundary)
                    .append(pick(List.of("\n", " \n")))
                    .append(entity(depth + 1))
                    .append('\n');
        }
        return out
                + (random.nextInt(4) == 0 ? "" : "--" + boundary + "--" + pick(List.of("\n", "")))
                + sometimes("epilogue");
    }

    private String leaf() {
        String word = word("leaf");
        if (random.nextInt(4) == 0) {
            return pick(TYPES) + "Content-Transfer-Encoding: base64\n\n" + base64(word);
        }
        return pick(TYPES) + pick(FIELDS) + emptyLine() + word;
    }

    private static String base64(String word) {
        return Base64.getEncoder().encodeToString(word.getBytes(UTF_8));
    }

    private String emptyLine() {
        return random.nextInt(5) == 0 ? "" : "\n";
    }

    private String sometimes(String kind) {
        return random.nextInt(4) == 0 ? word(kind) + "\n" : "";
    }

    private String word(String kind) {
        String word = kind + "#" + words.size() + "#";
        words.add(word);
        return word;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
