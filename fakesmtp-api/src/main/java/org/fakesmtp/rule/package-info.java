/**
 * Rules as data: on a stage, when conditions hold, on some occurrences, give an answer; and the grammar in which they are
 * written. Counting and chance live here, once; what an answer does to a connection does not.
 */
@NullMarked
package org.fakesmtp.rule;

import org.jspecify.annotations.NullMarked;
