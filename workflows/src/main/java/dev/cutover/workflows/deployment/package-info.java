/** How a deployment runs: the story, its waits, its retries and its compensation. Deterministic: no clock, no I/O. */
package dev.cutover.workflows.deployment;
