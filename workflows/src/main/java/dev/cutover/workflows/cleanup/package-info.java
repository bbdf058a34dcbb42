/** Dropping what is no longer needed. */
package dev.cutover.workflows.cleanup;
