package dev.cutover.activities.materialize.privileges;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All privileges on one thing, in a fixed order, with roles by name. */
public record Acl(Set<Grant> grants) {
    private static final Comparator<Grant> ORDER = Comparator.comparing(
                    Grant::grantee, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(Grant::privilege);

    /** Sorts and copies. */
    public Acl {
        Set<Grant> sorted = new TreeSet<>(ORDER);
        sorted.addAll(grants);
        grants = new LinkedHashSet<>(sorted);
    }

    /**
     * Reads the text of an {@code mz_aclitem[]}, such as {@code {u1=UC/u1,=U/u1}}; an empty grantee and {@code p} are PUBLIC.
     *
     * @param roles names of roles by id; a role that is missing goes by its id
     */
    public static Acl parse(String text, Map<String, String> roles) {
        Set<Grant> grants = new LinkedHashSet<>();
        if (text == null) {
            return new Acl(grants);
        }
        String items = text.substring(1, text.length() - 1).replace("\"", "");
        for (String item : items.split(",")) {
            if (!item.isEmpty()) {
                int equals = item.indexOf('=');
                String grantee = roleName(item.substring(0, equals), roles);
                for (char letter :
                        item.substring(equals + 1, item.indexOf('/', equals)).toCharArray()) {
                    grants.add(new Grant(grantee, Privilege.ofLetter(letter)));
                }
            }
        }
        return new Acl(grants);
    }

    /** A role's name by its id; null for PUBLIC. */
    public static String roleName(String id, Map<String, String> roles) {
        return id.isEmpty() || id.equals("p") ? null : roles.getOrDefault(id, id);
    }

    /** What is here and not in the other. */
    public Set<Grant> minus(Acl other) {
        Set<Grant> difference = new LinkedHashSet<>(grants);
        difference.removeAll(other.grants);
        return difference;
    }

    /** The same with one role in the place of another, as OWNER TO does it. */
    Acl replacing(String role, String by) {
        Set<Grant> replaced = new LinkedHashSet<>();
        for (Grant grant : grants) {
            replaced.add(role.equals(grant.grantee()) ? new Grant(by, grant.privilege()) : grant);
        }
        return new Acl(replaced);
    }

    @Override
    public String toString() {
        return grants.toString();
    }
}
