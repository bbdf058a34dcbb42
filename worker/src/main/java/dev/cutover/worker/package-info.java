/** The process that runs deployments: configuration, connections, metrics, health, shutdown. */
package dev.cutover.worker;
