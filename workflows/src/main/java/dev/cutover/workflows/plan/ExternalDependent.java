package dev.cutover.workflows.plan;

import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.List;

/**
 * An object outside the deployment that reads something the deployment replaces. It follows ids: after the swap it goes
 * on reading retired (FINDINGS 17), which is therefore kept for it.
 *
 * @param object the dependent
 * @param reads production names of what it reads
 */
public record ExternalDependent(CatalogObject object, List<ObjectName> reads) {}
