/** A real Kafka broker for tests: started in the test's own JVM, reached on 127.0.0.1, gone without a trace when closed. */
package dev.cutover.kafkabroker;
