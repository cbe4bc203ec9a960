/** Answers: replies, the steps of the server at a stage with their modifiers, the language in which they are written, and those who play them. */
@NullMarked
package org.fakesmtp.answer;

import org.jspecify.annotations.NullMarked;
