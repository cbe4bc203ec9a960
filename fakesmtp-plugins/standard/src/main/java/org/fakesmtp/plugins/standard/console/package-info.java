/**
 * The console: the transcript of the sessions and the messages, for people to read. Whatever comes from the wire is escaped here, and nothing here makes a
 * session wait: one thread writes, and what it cannot write in time is dropped and counted.
 */
@NullMarked
package org.fakesmtp.plugins.standard.console;

import org.jspecify.annotations.NullMarked;
