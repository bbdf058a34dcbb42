/** The worker's configuration: one YAML file, read once at start. */
package dev.cutover.worker.config;
