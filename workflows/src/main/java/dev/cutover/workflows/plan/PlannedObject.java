package dev.cutover.workflows.plan;

import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.List;

/**
 * One object that the deployment creates in green.
 *
 * @param name production name; green's differs in the schema only
 * @param kind what it is
 * @param cluster production name of the cluster that maintains it; null for kinds that run on none
 * @param file file of the project that creates it, relative to the project's folder
 * @param line line of the statement in that file, from 1
 * @param dependsOn production names of the project's objects that it reads and that must exist before it
 */
public record PlannedObject(
        ObjectName name, ObjectKind kind, String cluster, String file, int line, List<ObjectName> dependsOn) {}
