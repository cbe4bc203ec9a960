/**
 * The server to embed: the transport on Apache MINA that plays answers, the configuration and the loading of plugins.
 * It knows no rule of SMTP, and it opens no connection of its own.
 */
@NullMarked
package org.fakesmtp.server;

import org.jspecify.annotations.NullMarked;
