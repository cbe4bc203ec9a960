/** Text from the wire made fit for people: terminals, logs, reports. */
@NullMarked
package org.fakesmtp.text;

import org.jspecify.annotations.NullMarked;
