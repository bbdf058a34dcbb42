/** What the approver sees. */
package dev.cutover.workflows.evidence;
