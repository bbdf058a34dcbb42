/** Creates the project's objects in green, one by one, resumable at any of them. */
package dev.cutover.activities.deploy;
