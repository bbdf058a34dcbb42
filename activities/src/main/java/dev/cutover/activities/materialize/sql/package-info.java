/**
 * Materialize's SQL as text: tokens with positions, statements, the names in them, and the rewriting of names.
 *
 * <p>It understands just enough grammar to say with certainty which words are names of relations, and leaves the rest to
 * the server.
 */
package dev.cutover.activities.materialize.sql;
