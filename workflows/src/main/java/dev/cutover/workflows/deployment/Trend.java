package dev.cutover.workflows.deployment;

import dev.cutover.workflows.readiness.Moment;
import dev.cutover.workflows.readiness.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How green became ready: at most sixty moments, however long it takes and however often it begins anew. */
record Trend(List<Moment> moments) {
    static final int MOST = 60;

    /** Before the first reading. */
    static final Trend NOTHING = new Trend(List.of());

    Trend {
        moments = moments == null ? List.of() : List.copyOf(moments);
    }

    /** With one reading more. When there is no room, every second moment goes, so that the line keeps its shape. */
    Trend with(Readiness readiness) {
        List<Moment> more = new ArrayList<>(moments);
        if (more.size() == MOST) {
            more = new ArrayList<>(IntStream.range(0, MOST)
                    .filter(index -> index % 2 == 0)
                    .mapToObj(moments::get)
                    .toList());
        }
        more.add(Moment.of(readiness));
        return new Trend(more);
    }
}
