/// Serves the built web page.
package dev.pictor.studio;
