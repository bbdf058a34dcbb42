package dev.cutover.workflows.plan;

/**
 * A query of the project that must return no row.
 *
 * @param name the file's name without its ending
 * @param file file relative to the project's folder
 */
public record PlannedCheck(String name, String file) {}
