/// Builds the Studio's page: TypeScript and CSS go in, `studio/index.html` and hashed assets come
/// out. A tool of the build only, started by Maven; nothing here is in the jar or runs in a server.
package dev.pictor.page;
