/**
 * Where settings come from: the properties file, a profile, the environment and the command line, merged by strength.
 * What a key means is the business of whoever asks for it, not of this package.
 */
@NullMarked
package org.fakesmtp.server.config;

import org.jspecify.annotations.NullMarked;
