/**
 * What clients do wrong by RFC 5321, RFC 5322 and the extensions (RFC 2920, 4954, 6152, 6531), seen from the observer's seat. Nothing here answers a client: a server takes what it takes,
 * and whoever asked for the findings logs them, prints them or has a test fail.
 */
@NullMarked
package org.fakesmtp.lint;

import org.jspecify.annotations.NullMarked;
