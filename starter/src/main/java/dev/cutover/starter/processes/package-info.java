/** Child processes: started, watched, and never left behind. */
package dev.cutover.starter.processes;
