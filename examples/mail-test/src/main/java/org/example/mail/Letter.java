package org.example.mail;

import java.util.Optional;

/** What is to be sent. */
public record Letter(String recipient, String subject, String text, Optional<Enclosure> enclosure) {

    /** What every letter comes from. */
    static final String SENDER = "office@example.org";

    public Letter(String recipient, String subject, String text) {
        this(recipient, subject, text, Optional.empty());
    }

    /** The same letter with a file. */
    public Letter with(String name, String type, byte[] octets) {
        return new Letter(recipient, subject, text, Optional.of(new Enclosure(name, type, octets)));
    }

    /** A file in a letter. */
    public record Enclosure(String name, String type, byte[] octets) {}
}
