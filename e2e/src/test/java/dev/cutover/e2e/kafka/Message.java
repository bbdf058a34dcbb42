package dev.cutover.e2e.kafka;

/**
 * One message of a topic.
 *
 * @param key its key
 * @param value its value; null for a deletion
 */
record Message(String key, String value) {}
