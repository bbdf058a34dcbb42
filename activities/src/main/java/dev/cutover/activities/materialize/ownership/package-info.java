/** How green says whose it is: one line of JSON in the comment of its schemas and clusters. */
package dev.cutover.activities.materialize.ownership;
