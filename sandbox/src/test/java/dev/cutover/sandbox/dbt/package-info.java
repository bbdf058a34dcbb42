/** Runs the real dbt with its adapter for Materialize, pinned, in an environment that is made once per user. */
package dev.cutover.sandbox.dbt;
