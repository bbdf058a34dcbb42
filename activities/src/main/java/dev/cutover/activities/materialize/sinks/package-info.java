/** What a sink reads, and the statement that makes it read something else. */
package dev.cutover.activities.materialize.sinks;
