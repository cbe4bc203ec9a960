/** Addresses that carry the order for a failure: the plugin {@code magic}, and how its orders are read. */
@NullMarked
package org.fakesmtp.plugins.standard.magic;

import org.jspecify.annotations.NullMarked;
