/**
 * What a plugin sees: the interface it implements, the hooks it registers with, and the answers, messages and session
 * facts it deals in. Nothing here knows a socket, a thread or the server, and whatever is public here is a promise.
 */
@NullMarked
package org.fakesmtp.api;

import org.jspecify.annotations.NullMarked;
