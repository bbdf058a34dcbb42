/**
 * Real Kafka brokers: what sinks send to them and what sources read from them. Every sink and source has a thread of its own, so
 * that a broker that does not answer holds up nobody else.
 */
package dev.cutover.sandbox.kafka;
