/** Sends notices to their receivers, beside the deployment and after its end. */
package dev.cutover.workflows.delivery;
