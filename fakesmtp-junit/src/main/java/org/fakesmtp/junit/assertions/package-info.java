/** Assertions about what a client did, for AssertJ. A failure tells what was said: it has the transcript. */
@NullMarked
package org.fakesmtp.junit.assertions;

import org.jspecify.annotations.NullMarked;
