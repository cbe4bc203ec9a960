/** Helpers of the product itself: guesses at misspelt words, the reasons of failures, JSON. Not exported, and no promise. */
@NullMarked
package org.fakesmtp.internal;

import org.jspecify.annotations.NullMarked;
