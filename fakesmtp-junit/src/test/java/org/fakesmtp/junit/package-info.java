@NullMarked
package org.fakesmtp.junit;

import org.jspecify.annotations.NullMarked;
