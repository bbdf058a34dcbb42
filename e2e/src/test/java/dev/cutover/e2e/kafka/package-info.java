/** Sinks of a real Kafka broker over a cutover and back. */
package dev.cutover.e2e.kafka;
