package dev.cutover.faults.process;

import java.util.List;
import java.util.Set;

/**
 * What a run began with, and what came to it.
 *
 * @param before the version that production answered with
 * @param production what production was, see {@link Database#production()}
 * @param madeBefore what there was of green when the fault came
 * @param productionChanged whether a stranger changed production after it was planned and before anything was swapped
 * @param terminated whether an operator may have terminated a deployment
 * @param strangers what a stranger did to something of the deployment; empty when none did
 * @param reads how often production was read
 */
record Circumstances(
        int before,
        Set<String> production,
        List<String> madeBefore,
        boolean productionChanged,
        boolean terminated,
        String strangers,
        long reads) {}
