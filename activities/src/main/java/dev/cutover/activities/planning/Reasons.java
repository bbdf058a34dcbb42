package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.fingerprint.SideFacts;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of every object why it is in the deployment. */
final class Reasons {
    private static final int CHANGES_NAMED = 5;
    private static final String BY_DBT = "dbt writes its statement when it builds it";
    private static final String BY_SERVER = "the server completes the definition of what reads an upstream";

    private final ProjectShape project;
    private final ProjectTexts texts;
    private final SideFacts blue;
    private final Map<String, String> clusterNames = new HashMap<>();
    private final Map<ObjectName, ObjectEntry> byName = new HashMap<>();
    private final Map<ObjectName, ObjectEntry> leaving = new LinkedHashMap<>();
    private final Map<ObjectName, Reason> reasons = new LinkedHashMap<>();
    private final Map<ObjectName, Set<ObjectName>> changes = new HashMap<>();

    Reasons(ProjectShape project, ProjectTexts texts, SideFacts blue, Set<String> parts, Production production) {
        this.project = project;
        this.texts = texts;
        this.blue = blue;
        production.clusters().values().forEach(cluster -> clusterNames.put(cluster.id(), cluster.name()));
        Set<ObjectName> planned = new HashSet<>();
        project.objects().forEach(object -> planned.add(object.name()));
        for (ObjectEntry object : blue.objects()) {
            byName.put(object.name(), object);
            if (!planned.contains(object.name()) && !parts.contains(object.id())) {
                leaving.put(object.name(), object);
            }
        }
    }

    /** The reason of every object by its name; those that go come last. */
    Map<ObjectName, Reason> all() {
        for (PlannedObject object : project.objects()) {
            Set<ObjectName> inputs = changesBelow(object);
            Reason reason = reason(object, inputs);
            reasons.put(object.name(), reason);
            if (isChange(reason)) {
                inputs = new HashSet<>(Set.of(object.name()));
            }
            changes.put(object.name(), inputs);
        }
        leaving.keySet().stream()
                .sorted(Comparator.comparing(ObjectName::toString))
                .forEach(name -> reasons.put(name, new Reason.Removed()));
        return reasons;
    }

    private Set<ObjectName> changesBelow(PlannedObject object) {
        Set<ObjectName> below = new TreeSet<>(Comparator.comparing(ObjectName::toString));
        object.dependsOn().forEach(input -> below.addAll(changes.getOrDefault(input, Set.of())));
        return below;
    }

    private static boolean isChange(Reason reason) {
        return reason instanceof Reason.New || reason instanceof Reason.Changed || reason instanceof Reason.Moved;
    }

    private Reason reason(PlannedObject object, Set<ObjectName> inputs) {
        ObjectEntry before = byName.get(object.name());
        if (before == null) {
            Optional<ObjectEntry> elsewhere = elsewhere(object);
            elsewhere.ifPresent(found -> leaving.remove(found.name()));
            return elsewhere.<Reason>map(found -> moved(object, found)).orElseGet(Reason.New::new);
        }
        String cluster = cluster(before);
        if (before.kind() == object.kind() && !Objects.equals(cluster, object.cluster())) {
            return moved(object, before);
        }
        boolean sameKind = before.kind() == object.kind();
        if (sameKind && !ProjectTexts.comparable(object.kind())) {
            return project.dbt() == null ? new Reason.NotKnownYet(BY_SERVER) : new Reason.NotKnownYet(BY_DBT);
        }
        Optional<Boolean> same = sameKind ? same(object, before) : Optional.of(false);
        if (same.isEmpty()) {
            return new Reason.NotKnownYet(BY_DBT);
        }
        if (!same.get()) {
            return new Reason.Changed();
        }
        if (inputs.isEmpty()) {
            return new Reason.SameSchema();
        }
        List<ObjectName> named = new ArrayList<>(inputs).subList(0, Math.min(inputs.size(), CHANGES_NAMED));
        return new Reason.DependsOn(List.copyOf(named), inputs.size() - named.size());
    }

    private Optional<Boolean> same(PlannedObject object, ObjectEntry before) {
        return texts.same(object.name(), blue.definitions().get(before.id()));
    }

    private Reason moved(PlannedObject object, ObjectEntry from) {
        String definition = blue.definitions().get(from.id());
        boolean changed = ProjectTexts.comparable(object.kind())
                && !texts.same(object.name(), renamed(definition, from.name(), object.name()))
                        .orElse(true);
        return new Reason.Moved(from.name(), cluster(from), changed);
    }

    /** The definition with the name that it gets; the head holds the name once, in quotes. */
    private static String renamed(String definition, ObjectName from, ObjectName to) {
        return definition == null || from.equals(to)
                ? definition
                : definition.replaceFirst(
                        Pattern.quote(Identifiers.quote(from)), Matcher.quoteReplacement(Identifiers.quote(to)));
    }

    /** The one thing of the same kind and last name that leaves another schema. */
    private Optional<ObjectEntry> elsewhere(PlannedObject object) {
        if (object.kind() == ObjectKind.INDEX) {
            return Optional.empty();
        }
        List<ObjectEntry> candidates = leaving.values().stream()
                .filter(entry -> entry.kind() == object.kind()
                        && entry.name().name().equals(object.name().name()))
                .toList();
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    private String cluster(ObjectEntry entry) {
        return clusterNames.get(entry.object().clusterId());
    }
}
