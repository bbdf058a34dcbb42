package dev.cutover.worker.config;

import dev.cutover.activities.target.Target;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a worker needs to know besides Temporal's own configuration.
 *
 * @param projects folder below which projects are found; absolute
 * @param workDirectory folder in which each worker keeps its copies of repositories; absolute; may be lost at any
 *     time (P7)
 * @param http where metrics and health are served
 * @param targets the environments, by name
 * @param dbt how dbt is run for dbt projects
 * @param janitors how often the janitor looks at a target, by the target's name; those without are not looked at
 * @param limits how much at once
 */
public record WorkerConfig(
        Path projects,
        Path workDirectory,
        HttpAddress http,
        Map<String, Target> targets,
        ConfiguredDbt dbt,
        Map<String, JanitorPlan> janitors,
        Limits limits) {}
