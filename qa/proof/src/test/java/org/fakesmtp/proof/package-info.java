/**
 * That nothing is lost, shown on the dist in a process of its own: clients note what they were told, the server is killed, cut off from its disk or asked to end, and what it left is compared with
 * the notes. Run by {@code qa/run}, with {@code crash}, {@code powercut} or {@code soak}; knows of the server nothing but its port, its process and its spool.
 */
@NullMarked
package org.fakesmtp.proof;

import org.jspecify.annotations.NullMarked;
