package dev.cutover.activities.evidence;

import dev.cutover.activities.materialize.privileges.Grant;
import dev.cutover.activities.materialize.privileges.Holding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Owner, grants and comments in words, so that an approver sees whose they are before they become production's (P4, P8). */
final class Properties {
    private Properties() {}

    /** The owner, and what others may do; what the owner may do goes without saying. */
    static List<String> of(Holding holding) {
        List<String> properties = new ArrayList<>();
        properties.add("owner " + holding.owner());
        for (Grant grant : holding.privileges().grants()) {
            if (!holding.owner().equals(grant.grantee())) {
                properties.add("grant " + grant);
            }
        }
        return properties;
    }

    /** What green has and blue has not, and the other way round. */
    static List<String> differences(Collection<String> blue, Collection<String> green) {
        List<String> differences = new ArrayList<>();
        green.stream()
                .filter(property -> !blue.contains(property))
                .forEach(property -> differences.add(property + " added"));
        blue.stream()
                .filter(property -> !green.contains(property))
                .forEach(property -> differences.add(property + " removed"));
        return differences;
    }
}
