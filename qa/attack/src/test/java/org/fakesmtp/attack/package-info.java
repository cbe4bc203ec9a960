/**
 * What hostile and broken clients do, played against the dist in a process of its own, and what it costs there. Run by {@code qa/run attack}; knows of the server nothing but its ports, its
 * process and its spool.
 */
@NullMarked
package org.fakesmtp.attack;

import org.jspecify.annotations.NullMarked;
