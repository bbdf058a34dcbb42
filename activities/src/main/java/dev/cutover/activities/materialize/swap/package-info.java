/** The swap and the swap back as statements, and the names by which one sees whether they happened. */
package dev.cutover.activities.materialize.swap;
