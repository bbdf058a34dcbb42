/** Small texts: durations, near misses, quoting for a shell. */
package dev.cutover.workflows.text;
