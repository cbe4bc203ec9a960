/**
 * The plugins that every server has, each one file with its settings read at the top of its {@code install}. They see
 * {@code org.fakesmtp.api} and nothing of the server or of MINA.
 */
@NullMarked
package org.fakesmtp.plugins.standard;

import org.jspecify.annotations.NullMarked;
