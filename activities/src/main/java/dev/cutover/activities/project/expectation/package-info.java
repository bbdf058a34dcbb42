/** What a project expects of the differences between production's rows and those of its green. */
package dev.cutover.activities.project.expectation;
