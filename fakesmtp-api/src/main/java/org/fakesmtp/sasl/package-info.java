/**
 * The server's side of SASL (RFC 4422): the mechanisms PLAIN (RFC 4616), LOGIN (never standardized), CRAM-MD5 (RFC 2195),
 * XOAUTH2 (of the large mail services), OAUTHBEARER (RFC 7628) and SCRAM-SHA-256 (RFC 5802, RFC 7677), and the users they
 * ask. Octets go in, a {@link org.fakesmtp.sasl.Progress} comes out; base64, the cancelling {@code *} and reply codes
 * belong to the AUTH command (RFC 4954), and no socket, thread or clock belongs here. Nothing in this package prints a secret.
 */
@NullMarked
package org.fakesmtp.sasl;

import org.jspecify.annotations.NullMarked;
