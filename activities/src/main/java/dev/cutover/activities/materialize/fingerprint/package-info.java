/** Tells whether blue or green is still what it was. */
package dev.cutover.activities.materialize.fingerprint;
