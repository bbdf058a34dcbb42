package dev.cutover.workflows.plan;

/**
 * The fence as it was read: the empty schema whose rename inside the swap proves who promoted (P2).
 *
 * @param database database that holds it
 * @param name schema name, {@code _cutover_<target>_<generation>…}
 * @param id catalog id of the schema; null while the target has no fence yet
 * @param generation number of promotions, reverts and burnings before now
 */
public record FencePosition(String database, String name, String id, long generation) {}
