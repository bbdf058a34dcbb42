package dev.cutover.workflows.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.List;

/**
 * An object outside the deployment that reads something the deployment replaces, directly or by way of others outside. It follows
 * ids: after the swap it goes on reading retired (FINDINGS 17), which is therefore kept for it.
 *
 * @param object the dependent
 * @param reads production names of what it reads, or names of those outside by way of which it does
 * @param depth 1 when it reads what is replaced, 2 when it reads one that does, and so on
 */
public record ExternalDependent(CatalogObject object, List<ObjectName> reads, int depth) {
    public ExternalDependent {
        reads = List.copyOf(reads);
        depth = Math.max(1, depth);
    }

    /** Whether it reads what is replaced itself. */
    @JsonIgnore
    public boolean isDirect() {
        return depth == 1;
    }
}
