/** Where a deployment is and what it waits for. */
package dev.cutover.workflows.status;
