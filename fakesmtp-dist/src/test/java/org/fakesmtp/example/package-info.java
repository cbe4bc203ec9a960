/** The examples of the documentation. They are compiled and run here, and the documentation repeats them literally. */
@NullMarked
package org.fakesmtp.example;

import org.jspecify.annotations.NullMarked;
