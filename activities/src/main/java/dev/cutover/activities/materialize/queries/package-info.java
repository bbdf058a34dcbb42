/** Queries of the project's making, as they are sent. */
package dev.cutover.activities.materialize.queries;
