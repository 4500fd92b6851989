/// The HTTP plumbing that every surface shares: the table of routes, reading bodies, problems as
/// JSON, request ids and the OpenAPI document. It knows no route.
package dev.pictor.platform.http;
