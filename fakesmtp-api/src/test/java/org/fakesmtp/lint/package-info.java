/** What is wrong with content, by octets. */
@NullMarked
package org.fakesmtp.lint;

import org.jspecify.annotations.NullMarked;
