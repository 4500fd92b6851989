package dev.pictor.engine.judge;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.Landmarks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Says how alike two faces are: dlib's ResNet of 29 layers (`dlib_face_recognition_resnet_model`,
/// King 2017, weights in the public domain), as face-api.js publishes it with 8 bit weights. Two
/// pictures of one person are mostly nearer than 0.6.
public final class FaceJudge {
  private static final int SIDE = 150;
  private static final double[] MEAN_RGB = {122.782, 117.001, 104.298};

  /// The corners of both eyes, the foot of the nose, the corners of the mouth.
  private static final int[] POINTS = {33, 133, 362, 263, 2, 61, 291};

  /// Where they lie in dlib's mean face, x and y as shares of a box with a quarter around it.
  private static final double[] PLACES = {
    0.121737, 0.216423, 0.334606, 0.231733, 0.645647, 0.231733, 0.858516, 0.216423, 0.490127,
    0.628106, 0.254149, 0.780233, 0.726104, 0.780233
  };

  private static final double PADDING = 0.25;

  private final Map<String, float[]> weights = weights();

  /// The distance of two faces; 0 for the same pixels, about 0.6 where doubt begins.
  public double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (double) (one[i] - other[i]);
    }
    return Math.sqrt(sum);
  }

  /// 128 numbers that describe a face.
  public float[] described(Picture picture, Face face) {
    Tensor x = convolution(input(picture, face), "conv32_down", 7, 2, 0).positive();
    x = x.pooled(3, 2, true);
    for (String block : List.of("conv32_1", "conv32_2", "conv32_3", "conv64_down", "conv64_1")) {
      x = block(x, block);
    }
    for (String block : List.of("conv64_2", "conv64_3", "conv128_down", "conv128_1")) {
      x = block(x, block);
    }
    for (String block : List.of("conv128_2", "conv256_down", "conv256_1", "conv256_2")) {
      x = block(x, block);
    }
    x = block(x, "conv256_down_out");
    Tensor mean = x.pooled(x.side(), 1, false);
    return Tensor.product(mean.values(), 1, mean.channels(), weight("fc"), 128);
  }

  private Tensor block(Tensor x, String name) {
    boolean down = name.contains("down");
    Tensor out = convolution(x, name + "/conv1", 3, down ? 2 : 1, down ? 0 : 1).positive();
    out = convolution(out, name + "/conv2", 3, 1, 1);
    Tensor past = down ? x.pooled(2, 2, false) : x;
    int side = Math.max(past.side(), out.side());
    int channels = Math.max(past.channels(), out.channels());
    return out.padded(side, channels).plus(past).positive();
  }

  private Tensor convolution(Tensor x, String name, int kernel, int stride, int rim) {
    return x.convolved(weight(name + "/conv/filters"), kernel, stride, rim)
        .scaled(
            weight(name + "/conv/bias"),
            weight(name + "/scale/weights"),
            weight(name + "/scale/biases"));
  }

  private float[] weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  private static Tensor input(Picture picture, Face face) {
    float[] values = new float[3 * SIDE * SIDE];
    try (PointerScope _ = new PointerScope()) {
      double[] fit = fit(face.landmarks());
      double scale = Math.hypot(fit[0], fit[1]);
      double shrink = Math.min(1, 2 * scale);
      Mat source = new Mat();
      resize(picture.mat(), source, new Size(), shrink, shrink, INTER_AREA);
      double shift = 0.5 * shrink - 0.5;
      double a = fit[0] / shrink;
      double b = fit[1] / shrink;
      Mat matrix = new Mat(2, 3, CV_64F);
      new DoublePointer(matrix.data())
          .put(a, -b, fit[2] - shift * (a - b), b, a, fit[3] - shift * (a + b));
      Mat chip = new Mat();
      Size size = new Size(SIDE, SIDE);
      warpAffine(source, chip, matrix, size, INTER_LINEAR, BORDER_REPLICATE, Scalar.all(0));
      byte[] bgr = new byte[values.length];
      chip.data().get(bgr);
      for (int i = 0; i < values.length; i++) {
        int rgb = i % 3;
        values[i] = (float) (((bgr[i - rgb + 2 - rgb] & 0xff) - MEAN_RGB[rgb]) / 255);
      }
    }
    return new Tensor(SIDE, 3, values);
  }

  /// The similarity that brings the points to their places: `x' = a x - b y + c`, `y' = b x + a y +
  /// d`, by least squares.
  private static double[] fit(Landmarks points) {
    int n = POINTS.length;
    double mx = 0;
    double my = 0;
    double mu = 0;
    double mv = 0;
    for (int i = 0; i < n; i++) {
      mx += points.x(POINTS[i]) / n;
      my += points.y(POINTS[i]) / n;
      mu += place(2 * i) / n;
      mv += place(2 * i + 1) / n;
    }
    double dot = 0;
    double cross = 0;
    double norm = 0;
    for (int i = 0; i < n; i++) {
      double x = points.x(POINTS[i]) - mx;
      double y = points.y(POINTS[i]) - my;
      double u = place(2 * i) - mu;
      double v = place(2 * i + 1) - mv;
      dot += x * u + y * v;
      cross += x * v - y * u;
      norm += x * x + y * y;
    }
    double a = dot / norm;
    double b = cross / norm;
    return new double[] {a, b, mu - a * mx + b * my, mv - b * mx - a * my};
  }

  private static double place(int index) {
    return (PADDING + PLACES[index]) / (2 * PADDING + 1) * SIDE;
  }

  private static Map<String, float[]> weights() {
    Map<String, float[]> weights = new HashMap<>();
    ByteBuffer shard = ByteBuffer.wrap(resource("face_recognition_model.bin"));
    shard.order(ByteOrder.LITTLE_ENDIAN);
    JsonNode manifest = read("face_recognition_model-weights_manifest.json");
    for (JsonNode each : manifest.get(0).get("weights")) {
      int count = 1;
      for (JsonNode size : each.get("shape")) {
        count *= size.asInt();
      }
      float[] values = new float[count];
      JsonNode quantised = each.path("quantization");
      for (int i = 0; i < count; i++) {
        values[i] =
            quantised.isMissingNode()
                ? shard.getFloat()
                : (float)
                    ((shard.get() & 0xff) * quantised.get("scale").asDouble()
                        + quantised.get("min").asDouble());
      }
      weights.put(each.get("name").asText(), values);
    }
    if (shard.hasRemaining()) {
      throw new IllegalStateException(shard.remaining() + " bytes of weights are left over");
    }
    return weights;
  }

  private static JsonNode read(String name) {
    try {
      return new ObjectMapper().readTree(resource(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = FaceJudge.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
