/**
 * Deployments that take the same schemas or clusters, one after the other. What a deployment takes is in its workflow's memo:
 * it dies with the workflow, so that there is nothing to release.
 */
package dev.cutover.workflows.queue;
