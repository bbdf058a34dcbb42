package dev.cutover.activities.deploy;

import java.util.List;

/**
 * How far a deployment is; what its heartbeats carry.
 *
 * @param done statements that are done, also those of former attempts
 * @param total statements in all
 * @param running what is being worked on now, at most 10
 */
public record DeployProgress(int done, int total, List<String> running) {}
