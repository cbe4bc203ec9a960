/**
 * The PROXY protocol, versions 1 and 2, by which a load balancer tells whose connection it passes on. A header is octets and a value; the filter in front of all
 * others withholds a connection until its header is there. Nothing here knows SMTP or TLS.
 *
 * @see <a href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt">The PROXY protocol</a>
 */
@NullMarked
package org.fakesmtp.server.proxy;

import org.jspecify.annotations.NullMarked;
