/** Sandbox, Temporal and a worker together on this machine. */
package dev.cutover.starter.stack;
