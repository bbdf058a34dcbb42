/** Canonical texts and their hashes: what a plan, a project or a piece of evidence is known by. */
package dev.cutover.activities.digest;
