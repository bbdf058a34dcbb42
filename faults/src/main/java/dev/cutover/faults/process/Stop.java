package dev.cutover.faults.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a fault strikes.
 *
 * @param place in which activity
 * @param boundary at which of its boundaries
 */
record Stop(Place place, Boundary boundary) {
    /** Every boundary of every activity. */
    static final List<Stop> ALL = all();

    private static List<Stop> all() {
        List<Stop> all = new ArrayList<>();
        for (Place place : Place.values()) {
            for (Boundary boundary : Boundary.values()) {
                if (!boundary.atCommit() || place.swaps()) {
                    all.add(new Stop(place, boundary));
                }
            }
        }
        return List.copyOf(all);
    }
}
