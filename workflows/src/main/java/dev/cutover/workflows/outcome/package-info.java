/** How a deployment ended. */
package dev.cutover.workflows.outcome;
