/** Settings of a properties file: keys, values, their units, and the errors of a bad value with file and line. */
@NullMarked
package org.fakesmtp.setting;

import org.jspecify.annotations.NullMarked;
