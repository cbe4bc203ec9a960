/** Mail and the session that brings it: mailboxes, envelopes, messages, the stages of the dialogue and the facts of a session. */
@NullMarked
package org.fakesmtp.mail;

import org.jspecify.annotations.NullMarked;
