/** Reads the project and production, and says what the deployment will do, or why it will not. Creates nothing. */
package dev.cutover.activities.planning;
