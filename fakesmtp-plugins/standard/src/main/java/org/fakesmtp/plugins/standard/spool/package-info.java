/**
 * The spool: each message as a file, durable before the client is told so. Nothing here knows the dialogue; what a message is written as (eml, maildir)
 * is kept apart from how files become durable and visible.
 */
@NullMarked
package org.fakesmtp.plugins.standard.spool;

import org.jspecify.annotations.NullMarked;
