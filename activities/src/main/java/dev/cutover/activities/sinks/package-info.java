/** Makes sinks outside the deployment follow the swap and the swap back. */
package dev.cutover.activities.sinks;
