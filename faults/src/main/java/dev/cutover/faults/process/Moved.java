package dev.cutover.faults.process;

import java.util.Set;

/**
 * What a swap had to move, as ids in the words of {@link Database#production()}.
 *
 * @param blue what production was when the plan was made
 * @param green what had to become production
 */
record Moved(Set<String> blue, Set<String> green) {}
