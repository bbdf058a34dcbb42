/** Deployments as text for people. */
package dev.cutover.starter.view;
