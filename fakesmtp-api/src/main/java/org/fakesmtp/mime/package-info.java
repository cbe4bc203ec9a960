/**
 * Messages as a mail program reads them (RFC 5322, RFC 2045 to 2049, 2183, 2231), as people mean them rather than as they write them: header, texts, attachments, and remarks on what was left out.
 * Character sets go by the names of mail. Encoded words, parameters and transfer encodings are decoded here and not by Mime4j, which ends base64 at the first padding and refuses what is not to the
 * letter. The console, the rules and the tests of users read messages here, by {@link org.fakesmtp.mime.MimeReader}, and thus alike; nothing here knows of a dialogue.
 */
@NullMarked
package org.fakesmtp.mime;

import org.jspecify.annotations.NullMarked;
