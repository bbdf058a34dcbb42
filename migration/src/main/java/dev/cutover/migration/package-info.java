/**
 * Sources and sinks of dbt projects in the syntax before dbt-materialize 1.7.6, whose models were whole statements: found for
 * planning, rewritten for {@code cutover migrate}. Knows text and files only: no dbt, no server.
 */
package dev.cutover.migration;
