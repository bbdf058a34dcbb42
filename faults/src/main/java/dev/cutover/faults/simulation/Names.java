package dev.cutover.faults.simulation;

/** Names of places: a schema and a cluster of the same name are two places. */
final class Names {
    static final String DATABASE = "materialize";
    static final String FENCE = "_cutover_sim_";

    private Names() {}

    static String schema(String name) {
        return "schema " + name;
    }

    static String cluster(String name) {
        return "cluster " + name;
    }

    static String green(String name, String deployment) {
        return name + "__green_" + deployment;
    }

    static String retired(String name, String deployment) {
        return name + "__retired_" + deployment;
    }

    static String reverted(String name, String deployment) {
        return name + "__reverted_" + deployment;
    }

    static String dropping(String name, String deployment) {
        return name + "__dropping_" + deployment;
    }
}
