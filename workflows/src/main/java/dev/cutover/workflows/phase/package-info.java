/** Where a deployment is, and since when. */
package dev.cutover.workflows.phase;
