/** The evidence as one HTML page that needs nothing else: no script, no style and no picture from elsewhere. */
package dev.cutover.starter.page;
