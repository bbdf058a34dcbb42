package dev.cutover.activities.notices;

/**
 * A message as it is sent.
 *
 * @param contentType its media type
 * @param body its bytes, which are signed as they are
 */
record Message(String contentType, byte[] body) {}
