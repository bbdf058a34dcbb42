/**
 * Every statement of a deployment, written down before the first is sent. The texts come from where they come from when they are
 * sent; what is foreseen here is what green will be like when they are.
 */
package dev.cutover.activities.statements;
