package dev.pictor.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The targets of the fuzzer on their seeds and on a few damaged copies of each: short, and the
/// same every time. Inputs that the fuzzer found lie in the test resources and are among the seeds.
class FuzzTest {
  private static final Duration HANG = Duration.ofSeconds(5);
  private static final int COPIES = 4;

  @ParameterizedTest
  @EnumSource
  void anyBytesAreAResultOrARefusal(Target target) throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    target.run(new byte[0]); // Loads what is loaded once; that may take longer than a try.
    for (byte[] seed : Seeds.of(target)) {
      check(target, seed);
      for (int copy = 0; copy < COPIES && seed.length > 0; copy++) {
        check(target, damaged(seed, random));
      }
    }
  }

  private static void check(Target target, byte[] input) {
    Assertions.assertTimeout(
        HANG, () -> assertThatCode(() -> target.run(input)).doesNotThrowAnyException());
  }

  private static byte[] damaged(byte[] seed, SplittableRandom random) {
    byte[] copy =
        random.nextInt(4) == 0
            ? Arrays.copyOf(seed, 1 + random.nextInt(seed.length))
            : seed.clone();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
    }
    return copy;
  }
}
