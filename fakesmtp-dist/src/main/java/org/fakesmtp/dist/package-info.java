/**
 * The program: main and its command line, a thin client of the server. Only this package may use picocli and Logback.
 */
@NullMarked
package org.fakesmtp.dist;

import org.jspecify.annotations.NullMarked;
