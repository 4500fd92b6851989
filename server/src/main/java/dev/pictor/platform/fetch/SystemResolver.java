package dev.pictor.platform.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The machine's own lookup. It is native code that cannot be interrupted and that holds a virtual
/// thread's carrier, for 20 s and more when a name server keeps silent; so it runs on a few
/// platform threads, and whoever waits can walk away.
final class SystemResolver implements Resolver {
  private static final int LOOKUPS_AT_ONCE = 32;
  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor lookups =
      new ThreadPoolExecutor(
          LOOKUPS_AT_ONCE,
          LOOKUPS_AT_ONCE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("lookup-", 0).factory());

  SystemResolver() {
    lookups.allowCoreThreadTimeOut(true);
  }

  @Override
  public List<InetAddress> resolve(String name) throws UnknownHostException, InterruptedException {
    Future<InetAddress[]> lookup = lookups.submit(() -> InetAddress.getAllByName(name));
    try {
      return List.of(lookup.get());
    } catch (ExecutionException e) {
      var unknown = new UnknownHostException(name);
      unknown.initCause(e);
      throw unknown;
    } catch (InterruptedException e) {
      lookup.cancel(false);
      throw e;
    }
  }
}
