/** What the approver said. */
package dev.cutover.workflows.decision;
