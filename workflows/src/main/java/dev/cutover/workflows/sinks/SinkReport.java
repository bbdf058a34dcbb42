package dev.cutover.workflows.sinks;

import dev.cutover.workflows.catalog.ObjectName;
import java.util.List;

/**
 * Which sinks follow, as the catalog says after every one was tried once.
 *
 * @param followed sinks that this round has pointed at production
 * @param behind sinks that still read the side that lost
 */
public record SinkReport(List<ObjectName> followed, List<SinkBehind> behind) {}
