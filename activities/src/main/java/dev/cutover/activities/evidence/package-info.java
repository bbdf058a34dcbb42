/** Collects what the approver must know: how green differs from blue, and what the project's checks find in it. */
package dev.cutover.activities.evidence;
