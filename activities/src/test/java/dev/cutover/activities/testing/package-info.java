/** What tests of activities share: a server, a corner of it for each test, projects, and Temporal's activity environment. */
package dev.cutover.activities.testing;
