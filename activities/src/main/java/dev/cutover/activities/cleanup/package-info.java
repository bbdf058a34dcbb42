/**
 * Drops what a deployment created or retired, and nothing else (P6): found by catalog id, moved to a name that no swap asks
 * for, dropped object by object without CASCADE. What a stranger needs stays, under the name that it had.
 */
package dev.cutover.activities.cleanup;
