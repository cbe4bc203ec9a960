package org.fakesmtp.plugins.standard.spool;

import java.nio.file.Path;
import java.util.List;
import org.fakesmtp.mail.Message;

/** What a message is written as. */
interface Form {

    /** The directories that are needed, the spool's own first. */
    List<Path> directories(Path spool);

    /** The directory of the temporary files. */
    Path staging(Path spool);

    /** The files of a message, in the order in which they are to be seen. */
    List<Part> parts(MessageName name, Message message);
}
