package dev.pictor.engine.face;

import dev.pictor.engine.model.BrokenModel;
import dev.pictor.engine.model.ModelFile;
import java.nio.ByteBuffer;
import java.util.List;

/// MediaPipe's average face: 468 points in space and the 898 triangles between them. The points are
/// in centimetres with x to the person's left, y up and z towards the camera; turned here into the
/// directions of a picture: x right, y down, z away from the camera.
public final class CanonicalFace {
  private static final int TRIANGLES = 898;

  /// Five numbers of a vertex: place in space, then place in a texture.
  private static final int NUMBERS_PER_VERTEX = 5;

  /// How far the average face looks up compared with people who look into a camera: the mean of the
  /// three portraits of the tests, which differ by less than 1.
  private static final double FRONTAL_PITCH = 7.3;

  /// The face that the shipped model describes.
  public static final CanonicalFace SHARED = read(ModelFile.FACE_GEOMETRY.read());

  private final int[] triangles;
  private final float[] points;
  private final double[] weights;

  private CanonicalFace(int[] triangles, float[] points, double[] weights) {
    this.triangles = triangles;
    this.points = points;
    this.weights = weights;
  }

  /// Tags as in MediaPipe's `geometry_pipeline_metadata.proto` and `mesh_3d.proto`: a message 1
  /// with the vertices (3) and indices (4), and messages 2 with a point (1) and how much it counts
  /// in a fit (2).
  ///
  /// @throws BrokenModel when the bytes are something else
  static CanonicalFace read(byte[] file) {
    try {
      Protobuf all = Protobuf.of(ByteBuffer.wrap(file));
      Protobuf mesh = all.message(1);
      return new CanonicalFace(
          triangles(mesh.ints(4)), points(mesh.floats(3)), weights(all.messages(2)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BrokenModel("The description of the canonical face is damaged: " + e.getMessage());
    }
  }

  private static int[] triangles(int[] indices) {
    if (indices.length != 3 * TRIANGLES) {
      throw new IllegalArgumentException(indices.length + " corners instead of " + 3 * TRIANGLES);
    }
    for (int index : indices) {
      inMesh(index);
    }
    return indices;
  }

  private static int inMesh(int index) {
    if (index < 0 || index >= Landmarks.COUNT) {
      throw new IllegalArgumentException("there is no point " + index);
    }
    return index;
  }

  private static float[] points(float[] vertices) {
    if (vertices.length != NUMBERS_PER_VERTEX * Landmarks.COUNT) {
      throw new IllegalArgumentException(vertices.length + " numbers of vertices");
    }
    float[] points = new float[3 * Landmarks.COUNT];
    for (int i = 0; i < Landmarks.COUNT; i++) {
      points[3 * i] = vertices[NUMBERS_PER_VERTEX * i];
      points[3 * i + 1] = -vertices[NUMBERS_PER_VERTEX * i + 1];
      points[3 * i + 2] = -vertices[NUMBERS_PER_VERTEX * i + 2];
    }
    return points;
  }

  private static double[] weights(List<Protobuf> weighted) {
    double[] weights = new double[Landmarks.COUNT];
    for (Protobuf each : weighted) {
      int[] point = each.ints(1);
      float[] weight = each.floats(2);
      if (point.length != 1 || weight.length != 1 || !(weight[0] >= 0 && weight[0] <= 1)) {
        throw new IllegalArgumentException("a point of the fit is damaged");
      }
      weights[inMesh(point[0])] = weight[0];
    }
    return weights;
  }

  /// Three numbers of points for each of the 898 triangles; a copy.
  public int[] triangles() {
    return triangles.clone();
  }

  /// x, y and z of each point; a copy.
  public float[] points() {
    return points.clone();
  }

  /// How much each point counts when a rigid head is fitted to it, 0 to 1; a copy.
  public double[] weights() {
    return weights.clone();
  }

  /// The rotation that lays the average face best onto these points, from its directions to those
  /// of the picture: a 3 x 3 matrix, row by row.
  public double[] rotation(Landmarks landmarks) {
    return Rotation.between(points, landmarks.values(), weights);
  }

  /// The turn that lays the average face best onto these points (Horn 1987, as weighted by
  /// MediaPipe's own face geometry: the 33 points that move least when a face speaks or smiles),
  /// taken apart into angles.
  Pose pose(Landmarks landmarks) {
    double[] r = rotation(landmarks);
    double yaw = Math.toDegrees(Math.asin(Math.clamp(r[6], -1, 1)));
    double pitch = Math.toDegrees(Math.atan2(r[7], r[8])) - FRONTAL_PITCH;
    double roll = Math.toDegrees(Math.atan2(r[3], r[0]));
    return new Pose(yaw, pitch, roll);
  }

  /// See [Landmarks#laidOn].
  float[] laidOn(float[] body, float[] other) {
    double[] r = Rotation.between(body, other, weights);
    double[] from = Rotation.centre(body, weights);
    double[] to = Rotation.centre(other, weights);
    double scale = Rotation.spread(other, weights) / Rotation.spread(body, weights);
    float[] laid = new float[body.length];
    for (int i = 0; i < body.length; i += 3) {
      for (int k = 0; k < 3; k++) {
        double turned = 0;
        for (int l = 0; l < 3; l++) {
          turned += r[3 * k + l] * (body[i + l] - from[l]);
        }
        laid[i + k] = (float) (to[k] + scale * turned);
      }
    }
    return laid;
  }
}
