/**
 * Clears up after deployments whose workflow runs no more: finds what they have left by the catalog, asks Temporal whether they
 * really are gone, and removes what is provably theirs. In doubt it lists and removes nothing (P6).
 */
package dev.cutover.activities.janitor;
