/** What mail says, by octets. */
@NullMarked
package org.fakesmtp.mime;

import org.jspecify.annotations.NullMarked;
