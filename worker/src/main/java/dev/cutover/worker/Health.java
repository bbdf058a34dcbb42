package dev.cutover.worker;

/**
 * Whether the worker takes work now.
 *
 * @param ready whether it polls for tasks and reaches Temporal
 * @param reason one sentence for people
 */
record Health(boolean ready, String reason) {}
