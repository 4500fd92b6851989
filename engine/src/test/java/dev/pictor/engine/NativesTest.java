package dev.pictor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NativesTest {
  @BeforeAll
  static void load() {
    Natives.load();
  }

  @Test
  void openCvWorksOnTheCallersThreadAlone() {
    assertThat(opencv_core.getNumThreads()).isEqualTo(1);
  }

  @Test
  void theHeapDoesNotLimitNativeMemory() {
    assertThat(System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes")).isEqualTo("0");
    assertThat(Pointer.maxPhysicalBytes()).isZero();
  }
}
