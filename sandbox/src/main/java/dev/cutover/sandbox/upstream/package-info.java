/** Databases outside whose tables sources read: what they publish, and a stream for each source that keeps our copy up to date. */
package dev.cutover.sandbox.upstream;
