/** What a deployment created, by catalog id. */
package dev.cutover.workflows.inventory;
