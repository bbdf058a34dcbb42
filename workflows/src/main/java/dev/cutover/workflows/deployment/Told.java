package dev.cutover.workflows.deployment;

import dev.cutover.workflows.notice.Undelivered;
import java.util.ArrayList;
import java.util.List;

/**
 * What receivers have been told, and which of them are in trouble.
 *
 * @param listeners whether the target has receivers; null while nobody knows, before planning has ended
 * @param count how many notices there were
 * @param undelivered what receivers do not take, at most one entry for each receiver
 * @param reminded whether people were reminded that the hold ends
 */
record Told(Boolean listeners, int count, List<Undelivered> undelivered, boolean reminded) {
    /** More receivers than a target can have: anybody may send what only a delivery should. */
    private static final int MOST_SHOWN = 20;

    /** Nothing has been told. */
    static final Told NOTHING = new Told(null, 0, List.of(), false);

    Told {
        undelivered = undelivered == null ? List.of() : List.copyOf(undelivered);
    }

    /** Once planning has found out whether there are receivers. */
    Told withListeners(boolean known) {
        return new Told(known, count, undelivered, reminded);
    }

    /** One notice more. */
    Told oneMore() {
        return new Told(listeners, count + 1, undelivered, reminded);
    }

    /** Once people were reminded that the hold ends. */
    Told withReminder() {
        return new Told(listeners, count, undelivered, true);
    }

    /** A receiver has taken after all what it did not take; the delivery says so itself, which may have outlived the run that began it. */
    Told recovered(Undelivered taken) {
        List<Undelivered> now = new ArrayList<>(undelivered);
        now.removeIf(former -> former.recovered().equals(taken));
        return new Told(listeners, count, now, reminded);
    }

    /** A receiver does not take a notice. */
    Told troubled(Undelivered trouble) {
        List<Undelivered> now = new ArrayList<>(undelivered);
        now.removeIf(former -> former.listener().equals(trouble.listener()));
        if (now.size() < MOST_SHOWN) {
            now.add(trouble.shortened());
        }
        return new Told(listeners, count, now, reminded);
    }

    /** These notices are delivered or given up: only the latter stay. */
    Told settled(List<Integer> numbers, List<Undelivered> givenUp) {
        List<Undelivered> now = new ArrayList<>(undelivered);
        now.removeIf(former -> numbers.contains(former.number()) && !givenUp.contains(former));
        Told told = new Told(listeners, count, now, reminded);
        for (Undelivered lost : givenUp) {
            told = told.troubled(lost);
        }
        return told;
    }
}
