package dev.cutover.workflows.queue;

import java.util.List;

/**
 * Whose turn it is.
 *
 * @param ahead who comes first, in order; empty when it is the turn of the one who asked
 */
public record Turn(List<Ahead> ahead) {}
