package dev.pictor.platform.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Looks a host name up. It is asked once for each host of a fetch, and its answer is both what is
/// checked and what is connected to.
@FunctionalInterface
interface Resolver {
  List<InetAddress> resolve(String name) throws UnknownHostException, InterruptedException;
}
