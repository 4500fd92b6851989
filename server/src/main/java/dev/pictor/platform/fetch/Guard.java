package dev.pictor.platform.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From a URL to the addresses that it may be fetched from.
final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  /// One sentence for all cases, so that it does not tell which internal names exist.
  private static final String NOT_PUBLIC =
      "does not lead to a public address; check its spelling and that it opens from the internet.";

  private final AddressRule rule;
  private final Resolver names;

  Guard(AddressRule rule, Resolver names) {
    this.rule = rule;
    this.names = names;
  }

  /// Refuses an address in the URL itself; a name is not looked up.
  void check(WebUrl url) throws BadUrl {
    if (url.host() instanceof Host.Address(byte[] bytes)) {
      demandPublic(url, bytes);
    }
  }

  /// The addresses to connect to. One bad one among them refuses all: a host that mixes the two is
  /// misconfigured or means harm.
  List<InetAddress> admit(WebUrl url) throws BadUrl, InterruptedException {
    return switch (url.host()) {
      case Host.Address literal -> {
        demandPublic(url, literal.bytes());
        yield List.of(literal.address());
      }
      case Host.Name name -> lookUp(url, name);
    };
  }

  private List<InetAddress> lookUp(WebUrl url, Host.Name name) throws BadUrl, InterruptedException {
    List<InetAddress> addresses;
    try {
      addresses = List.copyOf(names.resolve(name.text()));
    } catch (UnknownHostException _) {
      LOG.info("A fetch was refused; its host has no address, host={}", name.text());
      throw new BadUrl(NOT_PUBLIC);
    }
    if (addresses.isEmpty()) {
      throw new BadUrl(NOT_PUBLIC);
    }
    for (InetAddress address : addresses) {
      demandPublic(url, address.getAddress());
    }
    return addresses;
  }

  private void demandPublic(WebUrl url, byte[] address) throws BadUrl {
    Optional<String> refusal = rule.refusal(address);
    if (refusal.isPresent()) {
      LOG.info(
          "A fetch was refused; its address is {}, host={} address={}",
          refusal.get(),
          url.host().text(),
          new Host.Address(address).tlsName());
      throw new BadUrl(NOT_PUBLIC);
    }
  }
}
