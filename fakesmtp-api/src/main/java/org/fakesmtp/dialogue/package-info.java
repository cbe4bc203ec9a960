/**
 * Sessions without a socket, and the scripts that they are tested with: octets in, octets out, on the thread of the test. How a server behaves is decided elsewhere; here it is played.
 */
@NullMarked
package org.fakesmtp.dialogue;

import org.jspecify.annotations.NullMarked;
