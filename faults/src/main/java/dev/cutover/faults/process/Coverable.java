package dev.cutover.faults.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be struck, by the names that results give it. */
public final class Coverable {
    private Coverable() {}

    /** Words of every fault, by what is typed. */
    public static Map<String, String> faults() {
        Map<String, String> words = new LinkedHashMap<>();
        for (FaultKind kind : FaultKind.values()) {
            words.put(kind.option(), kind.words());
        }
        return words;
    }

    /** Words of every boundary, by name. */
    public static Map<String, String> boundaries() {
        Map<String, String> words = new LinkedHashMap<>();
        for (Boundary boundary : Boundary.values()) {
            words.put(boundary.name(), boundary.words());
        }
        return words;
    }

    /** The names of the boundaries that every activity has, in the order of a deployment. */
    public static Map<String, Set<String>> places() {
        Map<String, Set<String>> places = new LinkedHashMap<>();
        for (Place place : Place.values()) {
            places.put(
                    place.words(),
                    Stop.ALL.stream()
                            .filter(stop -> stop.place() == place)
                            .map(stop -> stop.boundary().name())
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return places;
    }
}
