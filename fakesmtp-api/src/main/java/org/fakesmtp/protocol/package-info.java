/**
 * The dialogue of RFC 5321 without input and output: the conversation, the table of its commands, their handlers, the
 * replies and the syntax of paths and parameters. What was read goes in, an answer comes out; no socket, thread or clock
 * belongs here.
 */
@NullMarked
package org.fakesmtp.protocol;

import org.jspecify.annotations.NullMarked;
