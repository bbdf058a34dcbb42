/** Makes green: empty schemas and clusters like blue's. */
package dev.cutover.activities.clone;
