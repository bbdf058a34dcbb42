package dev.cutover.sandbox.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the FROM clauses of one statement bring into view, so that a column can name its relation by any part of the full name.
 * A first reading fills the scopes, since a select list comes before its FROM; a second one asks them.
 */
final class FromScopes {
    private final List<Scope> scopes = new ArrayList<>();
    private final Map<String, Set<List<String>>> namesByLast = new HashMap<>();
    private int opened;
    private boolean complete;

    /** One SELECT; {@code parent} is the one around it, or null. */
    record Scope(Scope parent, List<Source> sources) {}

    /** A relation in view: its full name, or the one part of an alias or of a common table expression. */
    record Source(List<String> name) {
        boolean isFullName() {
            return name.size() > 1;
        }

        boolean endsWith(List<String> qualifier) {
            int from = name.size() - qualifier.size();
            return from >= 0 && name.subList(from, name.size()).equals(qualifier);
        }
    }

    /** The next scope in the order of the text. */
    Scope open(Scope parent) {
        if (opened == scopes.size()) {
            scopes.add(new Scope(parent, new ArrayList<>()));
        }
        return scopes.get(opened++);
    }

    /** Brings a relation into view. */
    void add(Scope scope, List<String> name) {
        if (!complete) {
            scope.sources().add(new Source(name));
            namesByLast
                    .computeIfAbsent(name.get(name.size() - 1), last -> new HashSet<>())
                    .add(name);
        }
    }

    /** Begins the second reading: nothing is added any more. */
    void rewind() {
        opened = 0;
        complete = true;
    }

    /** Whether two relations have the same last part of a name, so that it cannot be the alias of both. */
    boolean collide() {
        return namesByLast.values().stream().anyMatch(names -> names.size() > 1);
    }

    /** The alias under which PostgreSQL knows a relation that was named without one. */
    String alias(List<String> name) {
        String last = name.get(name.size() - 1);
        return namesByLast.getOrDefault(last, Set.of()).size() > 1 ? String.join(".", name) : last;
    }

    /** The alias of the relation that a column's qualifier means: the innermost that fits, an alias before a name. */
    Optional<String> find(Scope scope, List<String> qualifier) {
        for (Scope at = scope; at != null; at = at.parent()) {
            List<Source> fitting = at.sources().stream()
                    .filter(source -> source.endsWith(qualifier))
                    .distinct()
                    .toList();
            boolean named = fitting.stream().anyMatch(source -> !source.isFullName());
            if (named || fitting.size() > 1) {
                return Optional.empty();
            }
            if (fitting.size() == 1) {
                return Optional.of(alias(fitting.get(0).name()));
            }
        }
        return Optional.empty();
    }
}
