/** Sinks outside the deployment that read what the swap replaces, and have to follow it. */
package dev.cutover.workflows.sinks;
