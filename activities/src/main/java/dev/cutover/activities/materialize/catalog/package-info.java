/** Typed reads of {@code mz_catalog} and {@code mz_internal}, each of them one set-based query. */
package dev.cutover.activities.materialize.catalog;
