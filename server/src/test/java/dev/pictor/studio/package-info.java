/// The Studio as people meet it: the real page from the real server in a real Chromium.
package dev.pictor.studio;
