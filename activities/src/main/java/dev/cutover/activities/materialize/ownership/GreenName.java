package dev.cutover.activities.materialize.ownership;

import dev.cutover.activities.materialize.DeploymentNames;
import java.util.List;
import java.util.Optional;

/** Reads what a schema or cluster beside production is of, from its name. A name alone proves nothing. */
public final class GreenName {
    /** What dbt-materialize puts behind production's name. */
    private static final String DBT = "_dbt_deploy";

    private GreenName() {}

    /**
     * The name of production that green is of; empty when the name is none that green has.
     *
     * @param deployment the deployment's id
     */
    public static Optional<String> production(String name, String deployment) {
        return of(name, List.of(new DeploymentNames(deployment).green(""), DBT));
    }

    /** The same for all names that what was made as green can have, production's own excepted. */
    public static Optional<String> beside(String name, String deployment) {
        DeploymentNames names = new DeploymentNames(deployment);
        return of(name, List.of(names.green(""), names.reverted(""), names.dropping(""), DBT));
    }

    private static Optional<String> of(String name, List<String> suffixes) {
        return suffixes.stream()
                .filter(suffix -> name.endsWith(suffix) && name.length() > suffix.length())
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .findFirst();
    }
}
