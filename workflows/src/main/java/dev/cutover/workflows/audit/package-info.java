/** What is left to show later of how a deployment came about. */
package dev.cutover.workflows.audit;
