/** The environments that a worker may deploy to. */
package dev.cutover.activities.target;
