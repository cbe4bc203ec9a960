package org.fakesmtp.mime;

import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.MimeParameterMapping;

/** What the header of one part says about it: whether it is an attachment, and its name. */
public final class PartHeader {

    private boolean attachment;
    private Optional<String> fileName = Optional.empty();
    private Optional<String> name = Optional.empty();

    /**
     * Takes one field in, in whatever order they come. Where a field stands twice, the last one counts.
     *
     * @throws MimeException where the field cannot be read
     */
    public void add(Field field) throws MimeException {
        if (field.getName().equalsIgnoreCase("Content-Disposition")) {
            RawBody body = body(field);
            attachment = body.getValue().equalsIgnoreCase("attachment");
            fileName = parameter(body, "filename");
        } else if (field.getName().equalsIgnoreCase("Content-Type")) {
            name = parameter(body(field), "name");
        }
    }

    /** Whether its Content-Disposition is {@code attachment} (RFC 2183, section 2.2). */
    public boolean isAttachment() {
        return attachment;
    }

    /** The file name as the sender gave it; escape it before it is shown. */
    public Optional<String> fileName() {
        return fileName.or(() -> name);
    }

    private static RawBody body(Field field) throws MimeException {
        return RawFieldParser.DEFAULT.parseRawBody(RawFieldParser.DEFAULT.parseField(field.getRaw()));
    }

    /** A parameter, put together as RFC 2231 cuts it, or with the encoded words that many write there. */
    private static Optional<String> parameter(RawBody body, String name) {
        MimeParameterMapping parameters = new MimeParameterMapping();
        for (NameValuePair pair : body.getParams()) {
            parameters.addParameter(pair.getName(), pair.getValue());
        }
        return Optional.ofNullable(parameters.get(name)).map(ReadableText::words);
    }
}
