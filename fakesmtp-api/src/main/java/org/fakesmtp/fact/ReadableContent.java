package org.fakesmtp.fact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.SoftReference;
import java.util.Optional;
import org.fakesmtp.mail.Content;

/** The content of a message whose text rules read once, however many conditions and keys ask for it. The text goes where memory is short. */
public final class ReadableContent implements Content {

    private final Content octets;
    private SoftReference<MessageText> text = new SoftReference<>(null);

    /** @param octets the content, which grows no more */
    public ReadableContent(Content octets) {
        this.octets = octets;
    }

    /** The text of content, whatever it is. */
    static MessageText text(Content content) {
        return content instanceof ReadableContent known ? known.legible() : new MessageText(content);
    }

    private synchronized MessageText legible() {
        MessageText known = Optional.ofNullable(text.get()).orElseGet(() -> new MessageText(octets));
        text = new SoftReference<>(known);
        return known;
    }

    @Override
    public long size() {
        return octets.size();
    }

    @Override
    public InputStream open() throws IOException {
        return octets.open();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        octets.writeTo(out);
    }
}
