package org.fakesmtp.mime;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a message means to a mail program (RFC 5322, RFC 2045 to 2049). It is made by a {@link MimeReader} and does not change.
 *
 * <p>Its texts are the parts of type text/plain and text/html, those without a type included, that are not marked as attachments and have no name. A text with a name is an attachment, unless the message
 * has no other text: then the one that has a name is the text, or those that are alternatives of each other. A text marked as an attachment (RFC 2183) is always one. All other parts are
 * attachments, a message within the message too, whose own parts are not looked at.
 */
public final class MimeMessage {

    private final MessageHeader header;
    private final List<MimePart> parts;
    private final List<MimePart> texts;
    private final List<String> remarks;

    MimeMessage(MessageHeader header, List<MimePart> parts, List<String> remarks) {
        this.header = header;
        this.parts = List.copyOf(parts);
        this.remarks = List.copyOf(remarks);
        this.texts = texts(this.parts);
    }

    /** The header. */
    public MessageHeader header() {
        return header;
    }

    /** The texts and the attachments, in their order. */
    public List<MimePart> parts() {
        return parts;
    }

    /** The texts, in their order; of alternatives each. */
    public List<MimePart> texts() {
        return texts;
    }

    /** The parts that are not texts, in their order. */
    public List<MimePart> attachments() {
        return parts.stream().filter(part -> !texts.contains(part)).toList();
    }

    /** The texts that somebody sees who prefers plain text: of alternatives that one, all others in their order. */
    public List<MimePart> plainView() {
        return view(MimePart::isPlain);
    }

    /** The texts that somebody sees who prefers HTML. */
    public List<MimePart> htmlView() {
        return view(MimePart::isHtml);
    }

    /** All that is text/plain, in its order, as one text; empty if nothing is. */
    public Optional<String> plain() {
        return joined(MimePart::isPlain);
    }

    /** All that is text/html, in its order, as one text; empty if nothing is. */
    public Optional<String> html() {
        return joined(MimePart::isHtml);
    }

    /** What was left out, or could not be read as the sender may have meant it. A remark may have words of the message in it: escape it before it is shown. */
    public List<String> remarks() {
        return remarks;
    }

    private Optional<String> joined(Predicate<MimePart> type) {
        List<String> all = texts.stream().filter(type).map(MimePart::text).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(join(all));
    }

    /** One text after the other, each beginning on a line of its own. */
    static String join(List<String> texts) {
        StringBuilder out = new StringBuilder();
        for (String text : texts) {
            if (!text.isEmpty() && out.length() > 0 && out.charAt(out.length() - 1) != '\n') {
                out.append('\n');
            }
            out.append(text);
        }
        return out.toString();
    }

    private List<MimePart> view(Predicate<MimePart> preferred) {
        var chosen = texts.stream().filter(preferred).map(MimePart::alternative).collect(Collectors.toSet());
        return texts.stream()
                .filter(text -> text.alternative() == 0 || preferred.test(text) || !chosen.contains(text.alternative()))
                .toList();
    }

    private static List<MimePart> texts(List<MimePart> parts) {
        List<MimePart> candidates = parts.stream()
                .filter(part -> part.isReadable() && !part.isAttached())
                .toList();
        List<MimePart> nameless =
                candidates.stream().filter(part -> part.name().isEmpty()).toList();
        return nameless.isEmpty() && (candidates.size() < 2 || areAlternatives(candidates)) ? candidates : nameless;
    }

    private static boolean areAlternatives(List<MimePart> named) {
        return named.size() == 2
                && named.get(0).alternative() > 0
                && named.get(0).alternative() == named.get(1).alternative();
    }
}
