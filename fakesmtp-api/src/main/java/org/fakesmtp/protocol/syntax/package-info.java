/** The syntax of paths, domains, base64 and chunk sizes (RFC 5321, section 4.1.2). */
@NullMarked
package org.fakesmtp.protocol.syntax;

import org.jspecify.annotations.NullMarked;
