package dev.cutover.activities.materialize.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be dropped, and in which order.
 *
 * @param droppable ids, each after everything that uses it
 * @param needed ids that stay, with the ids of those who directly use them and stay too
 */
public record DropOrder(List<String> droppable, Map<String, Set<String>> needed) {
    /**
     * Sorts out.
     *
     * @param own ids of what is to go
     * @param dependencies everything that uses any of it
     */
    public static DropOrder of(Collection<String> own, Collection<Dependency> dependencies) {
        Map<String, Set<String>> users = new LinkedHashMap<>();
        new TreeSet<>(own).forEach(id -> users.put(id, new TreeSet<>()));
        for (Dependency dependency : dependencies) {
            if (users.containsKey(dependency.referencedId())) {
                users.get(dependency.referencedId()).add(dependency.dependentId());
            }
        }
        List<String> droppable = new ArrayList<>();
        boolean progress = true;
        while (progress) {
            List<String> free = users.entrySet().stream()
                    .filter(entry -> entry.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
            droppable.addAll(free);
            free.forEach(users::remove);
            users.values().forEach(remaining -> remaining.removeAll(free));
            progress = !free.isEmpty();
        }
        Map<String, Set<String>> needed = new LinkedHashMap<>();
        users.forEach((id, remaining) -> needed.put(id, new LinkedHashSet<>(remaining)));
        return new DropOrder(droppable, needed);
    }
}
