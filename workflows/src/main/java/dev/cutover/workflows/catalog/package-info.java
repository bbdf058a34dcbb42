/** Names and kinds of Materialize's catalog. */
package dev.cutover.workflows.catalog;
