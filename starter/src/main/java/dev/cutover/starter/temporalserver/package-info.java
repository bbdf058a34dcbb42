/** A Temporal server on this machine, for development and the demo. */
package dev.cutover.starter.temporalserver;
