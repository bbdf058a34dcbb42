/** What touches the world on behalf of a deployment, one package per thing that a person would look for. */
package dev.cutover.activities;
