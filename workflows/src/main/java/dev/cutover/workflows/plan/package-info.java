/** The immutable description of one deployment. */
package dev.cutover.workflows.plan;
