/**
 * What happened in each session, as data: gathered while the session goes on, complete at its end. A journal is bounded, alters nothing and never slows a session down; what is asserted or
 * shown of it is the business of others.
 */
@NullMarked
package org.fakesmtp.server.journal;

import org.jspecify.annotations.NullMarked;
