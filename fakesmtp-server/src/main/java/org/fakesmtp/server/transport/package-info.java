/**
 * The transport on Apache MINA: connections, their lanes, timers and workers. It moves octets and plays steps; no rule of SMTP belongs here.
 */
@NullMarked
package org.fakesmtp.server.transport;

import org.jspecify.annotations.NullMarked;
