package dev.pictor.engine.model;

import dev.pictor.engine.Natives;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/// One model, run by any number of threads. A net serves one thread at a time, so each call takes a
/// free one or loads another; there are never more than callers at once. Nets are loaded at the
/// first use and released when nobody needed them for a while.
public final class NetPool implements AutoCloseable {
  private final ModelFile file;
  private final List<String> outputs;
  private final Duration keep;
  private final Deque<Net> free = new ArrayDeque<>();
  private boolean watched;
  private boolean closed;
  private long lastUse;

  /// @param outputs the layers whose numbers are wanted
  /// @param keep how long unused nets stay loaded
  public NetPool(ModelFile file, List<String> outputs, Duration keep) {
    Natives.load();
    this.file = file;
    this.outputs = List.copyOf(outputs);
    this.keep = keep;
  }

  /// @param input as the net wants it: batch, channels, height, width
  /// @return the numbers of each output, in the order of the names
  public List<float[]> run(Mat input) {
    List<float[]> numbers = new ArrayList<>();
    run(
        List.of(input),
        results -> {
          for (long i = 0; i < results.size(); i++) {
            numbers.add(floats(results.get(i)));
          }
        });
    return numbers;
  }

  /// The same for nets with several inputs, and without a copy of the numbers.
  ///
  /// @param inputs as the net wants them, in the order of the manifest
  /// @param reader gets each output, in the order of the names; they are the net's own memory and
  ///   hold these numbers until it returns
  /// @throws BrokenModel when the net cannot be loaded or cannot be run on this input
  public void run(List<Mat> inputs, Consumer<MatVector> reader) {
    Net net = take();
    try (PointerScope _ = new PointerScope()) {
      reader.accept(forward(net, inputs));
    } finally {
      giveBack(net);
    }
  }

  private MatVector forward(Net net, List<Mat> inputs) {
    try {
      if (inputs.size() == 1) {
        net.setInput(inputs.getFirst());
      } else {
        for (int i = 0; i < inputs.size(); i++) {
          net.setInput(inputs.get(i), file.model().inputs().get(i).name(), 1, Scalar.all(0));
        }
      }
      MatVector results = new MatVector();
      net.forward(results, new StringVector(outputs.toArray(String[]::new)));
      return results;
    } catch (RuntimeException e) {
      throw NetLoader.refused(file.model(), e);
    }
  }

  /// Makes sure that a net is loaded, so that a model that cannot be used is known before work
  /// begins.
  ///
  /// @throws BrokenModel when it cannot be loaded
  public void warm() {
    giveBack(take());
  }

  /// How many nets are loaded and free.
  public synchronized int idle() {
    return free.size();
  }

  private static float[] floats(Mat output) {
    float[] values = new float[Math.toIntExact(output.total())];
    new FloatPointer(output.data()).get(values);
    return values;
  }

  private Net take() {
    synchronized (this) {
      if (!free.isEmpty()) {
        return free.pop();
      }
    }
    return file.load();
  }

  private synchronized void giveBack(Net net) {
    if (closed) {
      net.close();
      return;
    }
    free.push(net);
    lastUse = System.nanoTime();
    if (!watched) {
      watched = true;
      Thread.ofVirtual().name("idle-nets").start(this::releaseWhenIdle);
    }
  }

  private void releaseWhenIdle() {
    try {
      Duration wait = keep;
      while (wait.isPositive()) {
        Thread.sleep(wait);
        wait = releaseOrWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Releases the nets when their time is over; otherwise says how long that still takes.
  private synchronized Duration releaseOrWait() {
    Duration left = keep.minusNanos(System.nanoTime() - lastUse);
    if (left.isPositive() && !closed) {
      return left;
    }
    release();
    watched = false;
    return Duration.ZERO;
  }

  private void release() {
    free.forEach(Net::close);
    free.clear();
  }

  @Override
  public synchronized void close() {
    closed = true;
    release();
  }
}
