package dev.cutover.faults.simulation;

/**
 * An object of the simulated catalog.
 *
 * @param maker deployment that made it, or the word for a stranger
 */
record Item(String id, String name, String schemaId, String clusterId, String maker) {}
