package dev.cutover.activities.materialize;

/** The names that things of one deployment bear beside production's: the one place that spells them. */
public final class DeploymentNames {
    private final String deployment;

    /** The names of the deployment with this id. */
    public DeploymentNames(String deployment) {
        this.deployment = deployment;
    }

    /** The clone, before the swap. */
    public String green(String production) {
        return production + "__green_" + deployment;
    }

    /** Old production, after the swap. */
    public String retired(String production) {
        return production + "__retired_" + deployment;
    }

    /** What had been promoted, after a revert. */
    public String reverted(String production) {
        return production + "__reverted_" + deployment;
    }

    /** About to be dropped. */
    public String dropping(String production) {
        return production + "__dropping_" + deployment;
    }
}
