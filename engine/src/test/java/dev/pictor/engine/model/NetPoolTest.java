package dev.pictor.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import dev.pictor.engine.Natives;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class NetPoolTest {
  private static final List<String> OUTPUTS = List.of("classificators", "regressors");

  @BeforeAll
  static void load() {
    Natives.load();
  }

  private static NetPool pool(Duration keep) {
    return new NetPool(ModelFile.FACE_DETECTOR_NEAR, OUTPUTS, keep);
  }

  private static List<float[]> run(NetPool pool) {
    try (Mat input = new Mat(new int[] {1, 3, 128, 128}, CV_32F, Scalar.all(0.25))) {
      return pool.run(input);
    }
  }

  @Test
  void aNetGivesTheNumbersOfEachOutput() {
    try (NetPool pool = pool(Duration.ofMinutes(1))) {
      List<float[]> numbers = run(pool);
      assertThat(numbers).hasSize(2);
      assertThat(numbers.get(0)).hasSize(896);
      assertThat(numbers.get(1)).hasSize(896 * 16);
    }
  }

  @Test
  void oneNetIsLoadedForOneCallerAfterTheOther() {
    try (NetPool pool = pool(Duration.ofMinutes(1))) {
      assertThat(pool.idle()).isZero();
      float[] first = run(pool).get(0);
      float[] second = run(pool).get(0);
      assertThat(second).isEqualTo(first);
      assertThat(pool.idle()).isEqualTo(1);
    }
  }

  @Test
  void threadsAtTheSameTimeGetTheSameNumbers() throws Exception {
    try (NetPool pool = pool(Duration.ofMinutes(1));
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      float[] alone = run(pool).get(1);
      List<Future<List<float[]>>> together = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        together.add(threads.submit(() -> run(pool)));
      }
      for (Future<List<float[]>> each : together) {
        assertThat(each.get().get(1)).isEqualTo(alone);
      }
      assertThat(pool.idle()).isBetween(1, 4);
    }
  }

  @Test
  void anIdleNetIsReleasedAndLoadedAgain() throws InterruptedException {
    try (NetPool pool = pool(Duration.ofMillis(50))) {
      float[] before = run(pool).get(0);
      while (pool.idle() > 0) {
        Thread.sleep(10);
      }
      assertThat(run(pool).get(0)).isEqualTo(before);
    }
  }

  @Test
  void aNetOutlivesTheScopeOfItsFirstCaller() {
    try (NetPool pool = pool(Duration.ofMinutes(1))) {
      float[] first;
      try (PointerScope _ = new PointerScope()) {
        first = run(pool).get(0);
      }
      assertThat(run(pool).get(0)).isEqualTo(first);
    }
  }

  @Test
  void aClosedPoolKeepsNothing() {
    NetPool pool = pool(Duration.ofMinutes(1));
    assertThat(run(pool)).hasSize(2);
    pool.close();
    assertThat(pool.idle()).isZero();
  }
}
