package org.fakesmtp.dist;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.fakesmtp.text.Printable;

/** {@code %msg} in a pattern of Logback: the message on one line, without anything that a terminal obeys, whoever wrote it. */
public final class PrintableMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return Printable.text(super.convert(event));
    }
}
