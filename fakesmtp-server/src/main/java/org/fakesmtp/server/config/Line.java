package org.fakesmtp.server.config;

/**
 * A line of a properties file, together with those that go on with it.
 *
 * @param number the number of the first of them, from 1
 * @param text without blanks at both ends, line ends, and the backslashes that joined the lines
 */
record Line(int number, String text) {}
