/**
 * Messages as a mail program reads them (RFC 5322, RFC 2045 to 2049, 2183, 2231), as people mean them rather than as they write them: header, texts, attachments, and remarks on what was left out.
 * The console, the rules and the tests of users read them here, by {@link org.fakesmtp.mime.MimeReader}, and thus alike; nothing here knows of a dialogue.
 */
@NullMarked
package org.fakesmtp.mime;

import org.jspecify.annotations.NullMarked;
