/**
 * Finds plugins and loads them, each folder of jars with a class loader of its own. What a plugin does once it is
 * loaded is none of this package's business.
 */
@NullMarked
package org.fakesmtp.server.plugin;

import org.jspecify.annotations.NullMarked;
