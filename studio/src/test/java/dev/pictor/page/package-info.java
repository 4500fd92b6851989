/// Checks of the page itself: its types, its logic, what the bundle looks like. How it behaves in a
/// browser is tested with the real server, in the server's own tests.
package dev.pictor.page;
