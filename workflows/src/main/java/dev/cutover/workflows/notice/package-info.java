/** What the people and systems that a target names are told about a deployment. */
package dev.cutover.workflows.notice;
