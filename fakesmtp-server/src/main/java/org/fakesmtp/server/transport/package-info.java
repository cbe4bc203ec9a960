/**
 * The transport on Apache MINA: connections, their lanes, timers and workers. It moves octets and plays steps; no rule of SMTP belongs here.
 *
 * <p>What a client can make the server keep, and what bounds it:
 *
 * <ul>
 *   <li>octets that were read and wait for their turn: a command line, or {@link org.fakesmtp.server.transport.Room#UNREAD} and one read of at most 64 KiB. While
 *       a thread is busy with the session, one read more;
 *   <li>replies that wait to be sent: {@link org.fakesmtp.server.transport.Output#FULL} and one answer. Above that no further command is served;
 *   <li>recipients: {@code limit.recipients} and {@code limit.command-line};
 *   <li>content: {@link org.fakesmtp.server.transport.SpillingContent#IN_MEMORY}, the rest lies in a file.
 * </ul>
 *
 * <p>All that together, of all sessions, is counted by a {@link org.fakesmtp.protocol.Memory} and bounded by {@code limit.memory}. What each session has of its own is not counted:
 * {@link org.fakesmtp.server.transport.Room#OWN} octets that wait, some 4 KiB of recipients, names and the like, and some 3 KiB of MINA's and our objects. When the limit
 * is reached, sessions read by 2 KiB and wait with no more than their own, content goes to files at once, and recipients beyond the session's own get 452. No session waits
 * for another to free memory.
 *
 * <p>Connections are bounded by {@code limit.connections}, their time by the limits of {@link org.fakesmtp.server.transport.TimeLimits}.
 */
@NullMarked
package org.fakesmtp.server.transport;

import org.jspecify.annotations.NullMarked;
