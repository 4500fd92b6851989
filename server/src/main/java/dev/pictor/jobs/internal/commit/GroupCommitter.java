package dev.pictor.jobs.internal.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Writes what many callers bring in one transaction after the other, each with all that came while
/// the one before was being committed. A commit costs a wait for the disk whatever it holds, so the
/// batches grow with the load by themselves; there is no timer, and a lone caller does not wait for
/// company. Each caller returns when its own item is durable.
///
/// It runs on a platform thread of its own: a busy carrier of virtual threads must not delay it,
/// and the interrupt of a caller must not break a connection in the middle of a commit.
///
/// @param <I> what is brought
/// @param <R> what the caller gets
public final class GroupCommitter<I, R> implements AutoCloseable {
  /// Writes a batch.
  public interface Writer<I, R> {
    /// Settles every ticket: with its result or its failure. Whatever is left open when this
    /// returns or throws is failed.
    void write(List<Ticket<I, R>> batch);
  }

  /// An empty entry only wakes the thread, to close.
  private final BlockingQueue<Optional<Ticket<I, R>>> waiting = new LinkedBlockingQueue<>();

  private final AtomicBoolean closed = new AtomicBoolean();
  private final Writer<I, R> writer;
  private final int most;
  private final Thread thread;

  /// @param most items in one transaction
  public GroupCommitter(String name, int most, Writer<I, R> writer) {
    this.writer = writer;
    this.most = most;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::writeAll);
  }

  /// Hands an item over and waits until it is settled; an interrupt of the caller does not cut the
  /// wait short, for then nobody would know what became of the item.
  ///
  /// @throws RuntimeException what the writer failed this item with
  public R commit(I item) {
    return hand(item).await();
  }

  /// Hands an item over without waiting.
  public Ticket<I, R> hand(I item) {
    var ticket = new Ticket<I, R>(item);
    var entry = Optional.of(ticket);
    waiting.add(entry);
    if (closed.get() && waiting.remove(entry)) {
      ticket.fail(new IllegalStateException("closed"));
    }
    return ticket;
  }

  private void writeAll() {
    try {
      while (!closed.get() || !waiting.isEmpty()) {
        List<Ticket<I, R>> batch = next();
        if (!batch.isEmpty()) {
          writeSafely(batch);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Nobody else knows this thread; it ends.
    }
  }

  private List<Ticket<I, R>> next() throws InterruptedException {
    var entries = new ArrayList<Optional<Ticket<I, R>>>();
    entries.add(waiting.take());
    waiting.drainTo(entries, most - 1);
    return entries.stream().flatMap(Optional::stream).toList();
  }

  private void writeSafely(List<Ticket<I, R>> batch) {
    try {
      writer.write(batch);
      batch.forEach(ticket -> ticket.fail(new IllegalStateException("was not written")));
    } catch (RuntimeException | Error e) {
      batch.forEach(ticket -> ticket.fail(e));
    }
  }

  public boolean isClosed() {
    return closed.get();
  }

  /// Writes what is waiting, then stops.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      waiting.add(Optional.empty());
    }
    Uninterrupted.run(thread::join);
  }
}
