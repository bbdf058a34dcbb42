/** Whether green may replace blue, and why not yet. */
package dev.cutover.workflows.readiness;
