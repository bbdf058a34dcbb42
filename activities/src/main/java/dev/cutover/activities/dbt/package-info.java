/**
 * Runs a project's own dbt: finds it, gives it a private folder and a profile, follows its log, and makes sure that it dies
 * with the worker.
 */
package dev.cutover.activities.dbt;
