/** The statements that make, comment, rename and drop. */
package dev.cutover.activities.materialize.ddl;
