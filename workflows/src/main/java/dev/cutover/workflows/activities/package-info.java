/** The steps that touch the world, one record in and one record out. */
package dev.cutover.workflows.activities;
