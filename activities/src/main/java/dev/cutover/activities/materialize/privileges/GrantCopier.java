package dev.cutover.activities.materialize.privileges;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.activities.materialize.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives a green thing the owner and the privileges of its blue counterpart, no more and no less (P8). */
public final class GrantCopier {
    private GrantCopier() {}

    /** Makes {@code green}'s owner and privileges those of {@code blue}; does nothing where they are equal already. */
    public static void copy(Session session, Grantable thing, Holding blue, Holding green) throws SQLException {
        for (String statement : statements(thing, blue, green)) {
            session.execute(statement);
        }
    }

    /** Gives {@code green} the owner and the privileges of {@code blue}, and leaves it those that it has beyond them. */
    public static void complete(Session session, Grantable thing, Holding blue, Holding green) throws SQLException {
        for (String statement : statements(thing, blue, green)) {
            if (!statement.startsWith("REVOKE ")) {
                session.execute(statement);
            }
        }
    }

    /** What {@link #copy} sends: the owner first, since OWNER TO moves the owner's own privileges along. */
    public static List<String> statements(Grantable thing, Holding blue, Holding green) {
        List<String> statements = new ArrayList<>();
        Acl current = green.privileges();
        if (!green.owner().equals(blue.owner())) {
            statements.add("ALTER " + thing.alterWords() + " " + thing.name() + " OWNER TO "
                    + Identifiers.quote(blue.owner()));
            current = current.replacing(green.owner(), blue.owner());
        }
        if (thing.grantWords() != null) {
            statements.addAll(change("GRANT", "TO", thing, blue.privileges().minus(current)));
            statements.addAll(change("REVOKE", "FROM", thing, current.minus(blue.privileges())));
        }
        return statements;
    }

    private static List<String> change(String verb, String preposition, Grantable thing, Collection<Grant> grants) {
        Map<String, StringBuilder> byGrantee = new LinkedHashMap<>();
        for (Grant grant : grants) {
            StringBuilder words = byGrantee.computeIfAbsent(grant.granteeSql(), grantee -> new StringBuilder());
            words.append(words.isEmpty() ? "" : ", ").append(grant.privilege());
        }
        List<String> statements = new ArrayList<>();
        byGrantee.forEach((grantee, words) -> statements.add(verb + " " + words + " ON " + thing.grantWords() + " "
                + thing.name() + " " + preposition + " " + grantee));
        return statements;
    }
}
