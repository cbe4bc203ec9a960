/**
 * TLS 1.2 and 1.3 (RFC 5246, RFC 8446): settings, certificates of the user or of a small authority of the server's own, and the filter that secures a session, from its first
 * octet (RFC 8314) or after STARTTLS (RFC 3207). Nothing here knows SMTP. Classes that need BouncyCastle are loaded when a certificate is made or a key in PEM is read, not before.
 */
@NullMarked
package org.fakesmtp.server.tls;

import org.jspecify.annotations.NullMarked;
