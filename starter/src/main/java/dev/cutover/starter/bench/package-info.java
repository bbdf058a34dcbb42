/** Measures what a deployment costs, on this machine and against the sandbox. */
package dev.cutover.starter.bench;
