package dev.cutover.activities.materialize.privileges;

import dev.cutover.activities.materialize.Identifiers;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Collects what a role lacks, in words, and the statements that give it. */
public final class MissingRights {
    private static final int MOST_REASONS_OF_ONE_KIND = 5;

    private final String role;
    private final Map<String, Set<String>> reasonsByStatement = new LinkedHashMap<>();

    /** For the role of this name. */
    public MissingRights(String role) {
        this.role = role;
    }

    /** A privilege on a database. */
    public void onDatabase(Privilege privilege, String database) {
        add(
                "GRANT " + privilege + " ON DATABASE " + Identifiers.quote(database) + " TO " + Identifiers.quote(role),
                "it needs " + privilege + " on database " + database);
    }

    /** A privilege on a schema or object. */
    public void on(Privilege privilege, Grantable thing) {
        add(
                "GRANT " + privilege + " ON " + thing.grantWords() + " " + thing.name() + " TO "
                        + Identifiers.quote(role),
                "it needs " + privilege + " on " + thing.name());
    }

    /** The privilege to create clusters. */
    public void createCluster() {
        add(
                "GRANT CREATECLUSTER ON SYSTEM TO " + Identifiers.quote(role),
                "it needs CREATECLUSTER on the system, to make green's clusters");
    }

    /** Membership in another role, which keeps owners as they are (P8). */
    public void role(String other, String reason) {
        add("GRANT " + Identifiers.quote(other) + " TO " + Identifiers.quote(role), reason);
    }

    /** Something that no GRANT gives. */
    public void superuser(String reason) {
        add("-- deploy as a superuser, or take those default privileges away", reason);
    }

    private void add(String statement, String reason) {
        reasonsByStatement
                .computeIfAbsent(statement, first -> new LinkedHashSet<>())
                .add(reason);
    }

    /** Whether nothing is missing. */
    public boolean isEmpty() {
        return reasonsByStatement.isEmpty();
    }

    /** Why, one reason a line; of many that the same statement ends, the first few. */
    public String reasons() {
        StringBuilder text = new StringBuilder();
        for (Set<String> reasons : reasonsByStatement.values()) {
            int more = reasons.size() - MOST_REASONS_OF_ONE_KIND;
            text.append(text.isEmpty() ? "" : ";\n  ")
                    .append(String.join(
                            ";\n  ",
                            reasons.stream().limit(MOST_REASONS_OF_ONE_KIND).toList()))
                    .append(more > 0 ? ", and " + more + " more" : "");
        }
        return text.append('.').toString();
    }

    /** What to type, one statement a line. */
    public String statements() {
        StringBuilder text = new StringBuilder();
        for (String statement : reasonsByStatement.keySet()) {
            text.append(text.isEmpty() ? "" : "\n  ").append(statement).append(statement.startsWith("--") ? "" : ";");
        }
        return text.toString();
    }
}
