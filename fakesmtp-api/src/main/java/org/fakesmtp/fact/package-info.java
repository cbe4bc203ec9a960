/** Facts of an exchange, as rules compare, count and quote them: one table of conditions, keys and placeholders. */
@NullMarked
package org.fakesmtp.fact;

import org.jspecify.annotations.NullMarked;
