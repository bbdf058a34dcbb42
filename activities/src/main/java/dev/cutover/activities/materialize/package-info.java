/** A typed client of Materialize: the only place that knows SQL. */
package dev.cutover.activities.materialize;
