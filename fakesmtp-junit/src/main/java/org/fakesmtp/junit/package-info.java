/**
 * The server in a test of JUnit 5 or 6: {@link FakeSmtp} starts it, {@link ReceivedMessage} is what it took. What the server can do is the business of other modules; what is asserted of it
 * stands in {@code assertions}, which alone needs AssertJ.
 */
@NullMarked
package org.fakesmtp.junit;

import org.jspecify.annotations.NullMarked;
