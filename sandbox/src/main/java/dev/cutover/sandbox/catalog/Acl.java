package dev.cutover.sandbox.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The privileges on one thing: who may do what, granted by whom. The grantee {@code p} is PUBLIC. */
public record Acl(List<Item> items) {
    private static final Comparator<Item> ORDER =
            Comparator.<Item>comparingInt(item -> rank(item.grantee())).thenComparing(item -> number(item.grantee()));

    /** No privileges at all. */
    public static final Acl NONE = new Acl(List.of());

    /** The grantee that stands for everybody. */
    public static final String PUBLIC = "p";

    /** Privileges of one grantee by one grantor. */
    public record Item(String grantee, Set<Privilege> privileges, String grantor) {
        @Override
        public String toString() {
            return (grantee.equals(PUBLIC) ? "" : grantee) + "=" + Privilege.letters(privileges) + "/" + grantor;
        }
    }

    /** Sorts and copies. */
    public Acl {
        items = items.stream().sorted(ORDER).toList();
    }

    private static int rank(String role) {
        return switch (role.charAt(0)) {
            case 's' -> 0;
            case 'g' -> 1;
            case 'u' -> 2;
            default -> 3;
        };
    }

    private static int number(String role) {
        return role.length() > 1 ? Integer.parseInt(role.substring(1)) : 0;
    }

    /** These privileges and more. */
    public Acl grant(String grantee, Set<Privilege> privileges, String grantor) {
        return change(grantee, grantor, privileges, true);
    }

    /** These privileges without some. */
    public Acl revoke(String grantee, Set<Privilege> privileges, String grantor) {
        return change(grantee, grantor, privileges, false);
    }

    private Acl change(String grantee, String grantor, Set<Privilege> privileges, boolean add) {
        Set<Privilege> result = EnumSet.noneOf(Privilege.class);
        List<Item> others = new ArrayList<>();
        for (Item item : items) {
            if (item.grantee().equals(grantee) && item.grantor().equals(grantor)) {
                result.addAll(item.privileges());
            } else {
                others.add(item);
            }
        }
        if (add) {
            result.addAll(privileges);
        } else {
            result.removeAll(privileges);
        }
        if (!result.isEmpty()) {
            others.add(new Item(grantee, result, grantor));
        }
        return new Acl(others);
    }

    /** The privileges with one role put in the place of another, as a change of owner does it. */
    public Acl replace(String role, String by) {
        Acl result = NONE;
        for (Item item : items) {
            String grantee = item.grantee().equals(role) ? by : item.grantee();
            String grantor = item.grantor().equals(role) ? by : item.grantor();
            result = result.grant(grantee, item.privileges(), grantor);
        }
        return result;
    }

    /** The privileges without whatever one role has. */
    public Acl without(String role) {
        return new Acl(
                items.stream().filter(item -> !item.grantee().equals(role)).toList());
    }

    /** Whether one of these roles, or PUBLIC, has a privilege. */
    public boolean allows(Set<String> roles, Privilege privilege) {
        return items.stream()
                .anyMatch(item -> item.privileges().contains(privilege)
                        && (item.grantee().equals(PUBLIC) || roles.contains(item.grantee())));
    }

    /** The text form of an array of mz_aclitem. */
    public String array() {
        return "{" + String.join(",", items.stream().map(Item::toString).toList()) + "}";
    }
}
