/** Octets to units: lines, blocks of content, chunks and events. */
@NullMarked
package org.fakesmtp.protocol.framing;

import org.jspecify.annotations.NullMarked;
