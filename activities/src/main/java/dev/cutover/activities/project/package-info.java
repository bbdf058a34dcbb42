/** SQL projects: where they come from, what they hold, and everything that can be wrong with them before a server is asked. */
package dev.cutover.activities.project;
