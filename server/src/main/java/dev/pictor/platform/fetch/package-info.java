/// The one way in which a URL that somebody gave is followed. `GuardedFetch` reads the URL
/// strictly, looks its name up once, checks every address against `AddressTable`, connects to
/// exactly those addresses and streams the answer into a file, within 5 s for connecting, 10 s for
/// everything and as many bytes as the caller allows.
///
/// **Why our own socket and Apache HttpCore 5 (Apache-2.0) above it?** The JDK's `HttpClient` and
/// `HttpURLConnection` take a host name and look it up themselves, so a name server could show the
/// check a public address and the connection a private one. Full clients (Apache HttpClient, Jetty)
/// have a hook for the lookup, but bring pools, cookies, credentials, retries, redirects and
/// decompression that would all have to be switched off, and stay off. Here the socket is ours and
/// the pin is one line, `connect(checked address)`; the JDK does TLS with the host's name for SNI
/// and for the certificate; HttpCore does nothing but HTTP/1.1 messages on that socket.
///
/// **Why a virtual thread for each fetch?** A timeout for each read does not stop a host that sends
/// a byte a second, neither within a head nor within a TLS record. Interrupting a virtual thread
/// closes the socket it waits for; so one mechanism ends a slow lookup, connect, handshake, head
/// and body, and serves cancellation too.
///
/// **What is not told.** A name that does not exist and a name with an internal address get the
/// same answer, so nobody can map an internal network by asking. Nothing that a host said is
/// repeated but its status.
package dev.pictor.platform.fetch;
