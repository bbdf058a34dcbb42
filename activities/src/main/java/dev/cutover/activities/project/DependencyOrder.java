package dev.cutover.activities.project;

import dev.cutover.workflows.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts objects into an order in which each comes after what it reads. */
final class DependencyOrder {
    private DependencyOrder() {}

    /** The objects in order, by name where the order is free; those in a circle are left out and reported. */
    static List<SqlObject> of(List<SqlObject> objects, List<ProjectProblem> problems) {
        Map<ObjectName, SqlObject> waiting = new LinkedHashMap<>();
        objects.forEach(object -> waiting.put(object.name(), object));
        Set<ObjectName> present = Set.copyOf(waiting.keySet());
        List<SqlObject> ordered = new ArrayList<>();
        Set<ObjectName> done = new HashSet<>();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (SqlObject object : List.copyOf(waiting.values())) {
                if (object.dependsOn().stream().allMatch(name -> done.contains(name) || !present.contains(name))) {
                    ordered.add(object);
                    done.add(object.name());
                    waiting.remove(object.name());
                    moved = true;
                }
            }
        }
        while (!waiting.isEmpty()) {
            reportCircle(waiting, problems);
        }
        return ordered;
    }

    /** Reports one circle and takes it, and everything that only waits for it, out of the map. */
    private static void reportCircle(Map<ObjectName, SqlObject> waiting, List<ProjectProblem> problems) {
        List<ObjectName> path = new ArrayList<>();
        Map<ObjectName, Integer> places = new HashMap<>();
        ObjectName current = waiting.keySet().iterator().next();
        while (!places.containsKey(current)) {
            places.put(current, path.size());
            path.add(current);
            current = waiting.get(current).dependsOn().stream()
                    .filter(waiting::containsKey)
                    .findFirst()
                    .orElseThrow();
        }
        List<ObjectName> circle = path.subList(places.get(current), path.size());
        SqlObject first = waiting.get(circle.get(0));
        String text = circle.stream().map(ObjectName::toString).collect(Collectors.joining(" reads "));
        problems.add(ProjectProblem.at(
                first.file(),
                first.create().name(),
                circle.size() == 1
                        ? "The object reads itself: " + text + "."
                        : "These objects read each other in a circle: " + text + " reads " + circle.get(0) + "."));
        circle.forEach(waiting::remove);
        removeFreed(waiting);
    }

    private static void removeFreed(Map<ObjectName, SqlObject> waiting) {
        boolean removed = true;
        while (removed) {
            removed = waiting.values()
                    .removeIf(object -> object.dependsOn().stream().noneMatch(waiting::containsKey));
        }
    }
}
