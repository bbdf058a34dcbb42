/** What the catalog says of sources: where they read from, and what that means for the upstream when there are two. */
package dev.cutover.activities.materialize.sources;
