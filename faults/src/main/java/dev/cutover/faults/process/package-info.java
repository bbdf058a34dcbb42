/** Real processes: Temporal's server, two workers, the sandbox; proxies before both servers; a supervisor that kills, freezes and cuts. */
package dev.cutover.faults.process;
