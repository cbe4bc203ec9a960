package org.fakesmtp.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads one message from its first octet to its last, in one pass. */
final class MessageParser {

    private static final byte[] NOTHING = {};

    private final LineSource lines;
    private final Boundaries boundaries = new Boundaries();
    private final List<MimePart> parts = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final int headerLimit;
    private int headerRoom;
    private int textRoom;
    private int attachmentRoom;
    private int alternatives;
    private int count;

    /** Whether the content ends within a multipart; of those around it nothing is said. */
    private boolean cutOff;

    private long leftOut;

    MessageParser(InputStream content, ReadingLimits limits) {
        this.lines = new LineSource(content);
        this.headerLimit = limits.header();
        this.headerRoom = limits.header();
        this.textRoom = limits.text();
        this.attachmentRoom = limits.attachments();
    }

    MimeMessage parse() throws IOException {
        lines.next();
        HeaderReader reader = new HeaderReader(lines, boundaries, headerLimit);
        MessageHeader header = reader.readMessage();
        Place top = new Place("", 0, 0);
        reader.remarks().forEach(remark -> remark(top, remark));
        read(top, new PartHeader(header, PartHeader.PLAIN), reader.before());
        if (leftOut > 0) {
            remark(top, "more than " + ReadingLimits.PARTS + " parts; " + leftOut + " octets are left out");
        }
        return new MimeMessage(header, parts, remarks);
    }

    /** Reads the body that follows a header. */
    private void read(Place place, PartHeader header, byte[] before) throws IOException {
        header.remarks().forEach(remark -> remark(place, remark));
        if (!header.isMultipart()) {
            leaf(place, header, before);
        } else if (header.boundary().isEmpty()) {
            MimePart text = leaf(place, header.asText(), before);
            remark(place, header.type() + " has no boundary; " + text.size() + " octets are read as text");
        } else if (place.depth >= ReadingLimits.DEPTH) {
            MimePart all = leaf(place, header, before);
            remark(place, "parts more than " + place.depth + " deep; " + all.size() + " octets are not taken apart");
        } else {
            multipart(place, header);
        }
    }

    private void multipart(Place place, PartHeader header) throws IOException {
        boundaries.open(header.boundary().orElseThrow());
        preamble(place, header);
        boolean closed = parts(place, header);
        boundaries.close();
        if (closed) {
            epilogue(place, header);
        }
    }

    /** What stands in front of the first part. If there is none, people should see what there is instead. */
    private void preamble(Place place, PartHeader header) throws IOException {
        PartBody preamble = new PartBody(lines, boundaries, NOTHING);
        byte[] beginning = preamble.readNBytes(textRoom);
        boolean blank = preamble.skipRest().isBlank();
        if (isPartNext()) {
            remarkIf(
                    !blank, place, "the preamble of " + header.type() + " is left out: " + preamble.size() + " octets");
        } else if (blank) {
            remark(place, header.type() + " has no parts");
        } else {
            textRoom -= beginning.length;
            parts.add(new MimePart(place.number(), header.asText(), beginning, preamble.size(), place.alternative));
            remark(place, header.type() + " has no parts; " + preamble.size() + " octets are read as text");
        }
    }

    private void epilogue(Place place, PartHeader header) throws IOException {
        PartBody epilogue = new PartBody(lines, boundaries, NOTHING).skipRest();
        String remark = "what follows " + header.type() + " is left out: " + epilogue.size() + " octets";
        remarkIf(!epilogue.isBlank(), place, remark);
    }

    /** Reads the parts, and returns whether the last boundary line came. */
    private boolean parts(Place place, PartHeader header) throws IOException {
        Place inside = place.inside(header.isAlternative() ? ++alternatives : 0);
        int number = 0;
        while (isPartNext()) {
            lines.next();
            number++;
            part(inside.part(number), header.typeOfParts());
        }
        boolean closed = isOwnBoundaryLine();
        if (closed) {
            lines.next();
        } else if (number > 0) {
            remarkIf(!cutOff, place, header.type() + " ends without its last boundary line");
            cutOff = lines.isAtEnd();
        }
        return closed;
    }

    private boolean isOwnBoundaryLine() {
        return !lines.isAtEnd() && boundaries.isInnermost(lines);
    }

    private boolean isPartNext() {
        return isOwnBoundaryLine() && !boundaries.isClosing(lines);
    }

    private void part(Place place, String defaultType) throws IOException {
        count++;
        if (count > ReadingLimits.PARTS) {
            leftOut += new PartBody(lines, boundaries, NOTHING).skipRest().size();
            return;
        }
        HeaderReader reader = new HeaderReader(lines, boundaries, headerRoom);
        MessageHeader header = reader.read();
        headerRoom -= reader.kept();
        reader.remarks().forEach(remark -> remark(place, remark));
        remarkIf(reader.endedWithoutBody(), place, "the header ends without an empty line; there is no body");
        if (!lines.isAtEnd() || !header.fields().isEmpty()) {
            read(place, new PartHeader(header, defaultType), NOTHING);
        }
    }

    private MimePart leaf(Place place, PartHeader header, byte[] before) throws IOException {
        PartBody body = new PartBody(lines, boundaries, before);
        boolean readable = header.isReadable() && !header.isAttached();
        Base64Check check = new Base64Check(body);
        InputStream decoded = header.encoding().decode(header.encoding() == TransferEncoding.BASE64 ? check : body);
        byte[] octets = decoded.readNBytes(readable ? textRoom : attachmentRoom);
        long size = octets.length + decoded.transferTo(OutputStream.nullOutputStream());
        body.skipRest();
        check.remarks().forEach(remark -> remark(place, remark));
        if (readable) {
            textRoom -= octets.length;
        } else {
            attachmentRoom -= octets.length;
        }
        MimePart part = new MimePart(place.number(), header, octets, size, place.alternative);
        parts.add(part);
        return part;
    }

    private void remarkIf(boolean condition, Place place, String remark) {
        if (condition) {
            remark(place, remark);
        }
    }

    private void remark(Place place, String remark) {
        remarks.add(place.number.isEmpty() ? remark : "part " + place.number + ": " + remark);
    }

    /**
     * Where in a message an entity stands.
     *
     * @param number empty for the whole message
     * @param alternative which multipart/alternative it is in, of several within each other the outermost; 0 for none
     */
    private record Place(String number, int depth, int alternative) {

        Place inside(int other) {
            return new Place(number, depth + 1, alternative == 0 ? other : alternative);
        }

        Place part(int at) {
            return new Place(number.isEmpty() ? "" + at : number + '.' + at, depth, alternative);
        }

        @Override
        public String number() {
            return number.isEmpty() ? "1" : number;
        }
    }
}
