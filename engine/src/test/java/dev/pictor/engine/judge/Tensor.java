package dev.pictor.engine.judge;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.gemm;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/// A square of feature vectors: rows, columns, channels; and the few operations of the judge's net.
record Tensor(int side, int channels, float[] values) {
  /// A convolution without bias.
  ///
  /// @param filters rows, columns, channels in, channels out
  /// @param rim zeros around the square
  Tensor convolved(float[] filters, int kernel, int stride, int rim) {
    int out = (side + 2 * rim - kernel) / stride + 1;
    int taps = kernel * kernel * channels;
    float[] patches = new float[out * out * taps];
    for (int y = 0; y < out; y++) {
      for (int x = 0; x < out; x++) {
        for (int k = 0; k < kernel * kernel; k++) {
          int row = y * stride + k / kernel - rim;
          int column = x * stride + k % kernel - rim;
          if (row >= 0 && row < side && column >= 0 && column < side) {
            System.arraycopy(
                values,
                (row * side + column) * channels,
                patches,
                (y * out + x) * taps + k * channels,
                channels);
          }
        }
      }
    }
    int channelsOut = filters.length / taps;
    return new Tensor(out, channelsOut, product(patches, out * out, taps, filters, channelsOut));
  }

  /// Two matrices, row by row.
  static float[] product(float[] a, int rows, int inner, float[] b, int columns) {
    try (Mat left = matrix(a, rows, inner);
        Mat right = matrix(b, inner, columns);
        Mat nothing = new Mat();
        Mat result = new Mat()) {
      gemm(left, right, 1, nothing, 0, result);
      float[] product = new float[rows * columns];
      new FloatPointer(result.data()).get(product);
      return product;
    }
  }

  private static Mat matrix(float[] values, int rows, int columns) {
    Mat matrix = new Mat(rows, columns, CV_32F);
    new FloatPointer(matrix.data()).put(values);
    return matrix;
  }

  /// `factor * (value + bias) + offset` for each channel.
  Tensor scaled(float[] bias, float[] factor, float[] offset) {
    for (int i = 0; i < values.length; i++) {
      int c = i % channels;
      values[i] = factor[c] * (values[i] + bias[c]) + offset[c];
    }
    return this;
  }

  Tensor positive() {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i]);
    }
    return this;
  }

  /// The sum; where the other is smaller it counts as zero.
  Tensor plus(Tensor other) {
    float[] sum = values.clone();
    for (int y = 0; y < Math.min(side, other.side); y++) {
      for (int x = 0; x < Math.min(side, other.side); x++) {
        for (int c = 0; c < Math.min(channels, other.channels); c++) {
          sum[(y * side + x) * channels + c] += other.at(y, x, c);
        }
      }
    }
    return new Tensor(side, channels, sum);
  }

  /// The same in a larger frame of zeros.
  Tensor padded(int newSide, int newChannels) {
    return new Tensor(newSide, newChannels, new float[newSide * newSide * newChannels]).plus(this);
  }

  /// The largest or the mean of each window.
  Tensor pooled(int window, int stride, boolean largest) {
    int out = (side - window) / stride + 1;
    float[] pooled = new float[out * out * channels];
    for (int i = 0; i < pooled.length; i++) {
      int c = i % channels;
      int x = i / channels % out;
      int y = i / channels / out;
      float result = largest ? -Float.MAX_VALUE : 0;
      for (int k = 0; k < window * window; k++) {
        float value = at(y * stride + k / window, x * stride + k % window, c);
        result = largest ? Math.max(result, value) : result + value / (window * window);
      }
      pooled[i] = result;
    }
    return new Tensor(out, channels, pooled);
  }

  private float at(int y, int x, int c) {
    return values[(y * side + x) * channels + c];
  }
}
