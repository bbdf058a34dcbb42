/** One consistent reading of everything that says whether objects are ready. */
package dev.cutover.activities.materialize.readiness;
