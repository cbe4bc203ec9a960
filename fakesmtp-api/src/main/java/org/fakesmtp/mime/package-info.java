/**
 * What the parts of a message say about themselves (RFC 2045 to 2047, 2183, 2231), read as people mean it rather than as they write it. Who shows messages and who asserts on them reads them
 * here, in the same way; nothing here knows of a dialogue.
 */
@NullMarked
package org.fakesmtp.mime;

import org.jspecify.annotations.NullMarked;
