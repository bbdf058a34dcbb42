/** Clearing up after deployments that cannot do so themselves any more, as a small workflow that a schedule can run. */
package dev.cutover.workflows.janitor;
