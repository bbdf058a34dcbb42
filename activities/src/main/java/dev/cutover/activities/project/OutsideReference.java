package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.Reference;
import dev.cutover.workflows.catalog.ObjectName;

/**
 * A name in the project for something that the project does not create.
 *
 * @param name its full name
 * @param role what kind of thing is meant
 * @param file file relative to the project's folder
 * @param line line from 1
 * @param column column from 1
 */
public record OutsideReference(ObjectName name, Reference.Role role, String file, int line, int column) {}
