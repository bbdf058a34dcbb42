/** Finds out which running deployments come before one that waits for its turn. */
package dev.cutover.activities.queue;
