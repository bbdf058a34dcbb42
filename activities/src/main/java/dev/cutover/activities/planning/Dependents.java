package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.Dependency;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.project.OutsideReference;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.ExternalDependent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds who outside reads blue, and whether the project itself reads blue by way of somebody outside. */
final class Dependents {
    private final Catalog catalog;
    private final Map<String, ObjectEntry> blue;

    Dependents(Catalog catalog, Production.Blue blue) {
        this.catalog = catalog;
        this.blue = blue.objects().stream().collect(Collectors.toMap(ObjectEntry::id, object -> object));
    }

    /**
     * What lies outside and reads blue, directly or by way of others outside, the nearer first. Of what reads strangers in turn,
     * sinks are told by {@link #sinksOf} and indexes go with their relations.
     */
    List<ExternalDependent> outside() throws SQLException {
        List<ExternalDependent> found = new ArrayList<>();
        Map<String, ObjectName> read = new HashMap<>();
        blue.forEach((id, object) -> read.put(id, object.name()));
        Set<String> seen = new HashSet<>(read.keySet());
        for (int depth = 1; !read.isEmpty(); depth++) {
            List<ExternalDependent> next = readers(read, seen, depth);
            read.clear();
            next.forEach(dependent ->
                    read.put(dependent.object().id(), dependent.object().name()));
            seen.addAll(read.keySet());
            found.addAll(next);
        }
        return found;
    }

    private List<ExternalDependent> readers(Map<String, ObjectName> read, Set<String> seen, int depth)
            throws SQLException {
        Map<String, Set<ObjectName>> reads = new TreeMap<>();
        for (Dependency dependency : catalog.dependentsOf(Set.copyOf(read.keySet()))) {
            if (!seen.contains(dependency.dependentId())) {
                reads.computeIfAbsent(
                                dependency.dependentId(),
                                id -> new TreeSet<>(Comparator.comparing(ObjectName::toString)))
                        .add(read.get(dependency.referencedId()));
            }
        }
        return catalog.objectsById(reads.keySet()).stream()
                .filter(object -> depth == 1 || object.kind() != ObjectKind.SINK && object.kind() != ObjectKind.INDEX)
                .map(object -> new ExternalDependent(object.object(), List.copyOf(reads.get(object.id())), depth))
                .toList();
    }

    /** Whole sentences about what the dependents mean for the approver. */
    static List<String> warnings(List<ExternalDependent> dependents) {
        List<String> warnings = new ArrayList<>();
        for (ExternalDependent dependent : dependents) {
            String reads = dependent.reads().stream().map(ObjectName::toString).collect(Collectors.joining(", "));
            if (!dependent.isDirect()) {
                warnings.add(dependent.object().name() + " is not part of the deployment and reads " + reads
                        + ", which reads the old version: it does not move either, and whoever moves that has to make it anew"
                        + " in turn.");
                continue;
            }
            String what = dependent.object().kind() == ObjectKind.SINK ? "goes on writing" : "goes on reading";
            warnings.add(dependent.object().name() + " is not part of the deployment and reads " + reads
                    + ": after the swap it " + what + " the old version, which is kept for it after the hold.");
        }
        return warnings;
    }

    /** Whole sentences about sinks that write what those read: they stay where they are, on the old version. */
    List<String> sinksOf(List<ExternalDependent> dependents) throws SQLException {
        List<String> sentences = new ArrayList<>();
        for (ExternalDependent dependent :
                dependents.stream().filter(ExternalDependent::isDirect).toList()) {
            for (ObjectEntry sink :
                    catalog.objectsById(usersOf(dependent.object().id()))) {
                if (sink.kind() == ObjectKind.SINK) {
                    sentences.add(
                            "Sink " + sink.name() + " of " + sink.holding().owner() + " writes what "
                                    + dependent.object().name()
                                    + " reads of the old version. It is not part of the deployment and is not pointed at anything"
                                    + " else: its messages stay those of the old version until "
                                    + dependent.object().name() + " is made anew.");
                }
            }
        }
        return sentences;
    }

    /** Everything that uses an object, directly or by way of others. */
    private Set<String> usersOf(String id) throws SQLException {
        Set<String> users = new TreeSet<>();
        Set<String> open = Set.of(id);
        while (!open.isEmpty()) {
            Set<String> next = new HashSet<>();
            for (Dependency dependency : catalog.dependentsOf(open)) {
                if (users.add(dependency.dependentId())) {
                    next.add(dependency.dependentId());
                }
            }
            open = next;
        }
        return users;
    }

    /**
     * Refuses outside references that lead back to blue: green would read what is about to be replaced, and keep reading it
     * when it is retired.
     */
    void refuseDetours(List<OutsideReference> references, Refusals refusals) throws SQLException {
        Set<ObjectName> names = references.stream().map(OutsideReference::name).collect(Collectors.toSet());
        Map<ObjectName, String> idsByName = new HashMap<>();
        catalog.objectsNamed(names).forEach(object -> idsByName.put(object.name(), object.id()));
        Map<String, Set<String>> uses = usesFrom(idsByName.values());
        for (OutsideReference reference : references) {
            String id = idsByName.get(reference.name());
            if (id != null) {
                reached(id, uses).stream()
                        .filter(blue::containsKey)
                        .findFirst()
                        .ifPresent(found -> refusals.add(reference.file() + ":" + reference.line() + ":"
                                + reference.column() + ": " + reference.name()
                                + " is not part of the project and reads "
                                + blue.get(found).name()
                                + ", which is replaced: green would go on reading the old version. Make "
                                + reference.name() + " part of the project, or read something else."));
            }
        }
    }

    private Map<String, Set<String>> usesFrom(Collection<String> ids) throws SQLException {
        Map<String, Set<String>> uses = new HashMap<>();
        Set<String> open = new HashSet<>(ids);
        while (!open.isEmpty()) {
            open.forEach(id -> uses.put(id, new TreeSet<>()));
            Set<String> next = new HashSet<>();
            for (Dependency dependency : catalog.referencesOf(open)) {
                uses.get(dependency.dependentId()).add(dependency.referencedId());
                next.add(dependency.referencedId());
            }
            next.removeAll(uses.keySet());
            open = next;
        }
        return uses;
    }

    private static Set<String> reached(String from, Map<String, Set<String>> uses) {
        Set<String> reached = new TreeSet<>();
        Set<String> open = Set.of(from);
        while (!open.isEmpty()) {
            Set<String> next = new HashSet<>();
            for (String id : open) {
                if (reached.add(id)) {
                    next.addAll(uses.getOrDefault(id, Set.of()));
                }
            }
            open = next;
        }
        return reached;
    }
}
