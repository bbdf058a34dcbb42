/** The shop as a dbt project: the dbt that runs it, and the topics that its source reads and its sink writes. */
package dev.cutover.starter.dbt;
