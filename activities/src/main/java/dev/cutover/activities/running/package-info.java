/** What every activity runs inside of: heartbeats, cancellation, a stopping worker, and how errors become failures. */
package dev.cutover.activities.running;
