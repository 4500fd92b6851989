package dev.pictor.engine.theme;

/// A bent sheet in the picture: a grid of points, each with its place in pixels and its direction.
/// The sheet's artwork is stretched over it, the first row along its top edge.
final class Surface {
  private final int columns;
  private final int rows;
  private final float[] places;
  private final float[] normals;
  private final boolean closed;
  private float top = Float.MAX_VALUE;
  private float bottom = -Float.MAX_VALUE;

  /// Says where the points are.
  @FunctionalInterface
  interface Shape {
    /// @param u along the top edge, 0 to 1
    /// @param v down, 0 to 1
    /// @return in pixels, y down, z away from the camera
    Vec3 at(double u, double v);
  }

  private Surface(int columns, int rows, float[] places, float[] normals, boolean closed) {
    this.columns = columns;
    this.rows = rows;
    this.places = places;
    this.normals = normals;
    this.closed = closed;
    for (int i = 0; i < columns * rows; i++) {
      top = Math.min(top, y(i));
      bottom = Math.max(bottom, y(i));
    }
  }

  /// @param columns of points, 2 or more; so for rows
  /// @param closed whether only the outside is seen
  static Surface of(int columns, int rows, boolean closed, Shape shape) {
    float[] places = new float[3 * columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        Vec3 at = shape.at(column / (columns - 1.0), row / (rows - 1.0));
        int i = 3 * (row * columns + column);
        places[i] = (float) at.x();
        places[i + 1] = (float) at.y();
        places[i + 2] = (float) at.z();
      }
    }
    float[] normals = new float[places.length];
    Surface surface = new Surface(columns, rows, places, normals, closed);
    surface.findNormals();
    return surface;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /// Of its highest point.
  float top() {
    return top;
  }

  /// Of its lowest point.
  float bottom() {
    return bottom;
  }

  boolean closed() {
    return closed;
  }

  float x(int point) {
    return places[3 * point];
  }

  float y(int point) {
    return places[3 * point + 1];
  }

  float z(int point) {
    return places[3 * point + 2];
  }

  /// Where the sheet faces at a point, of length 1, y up and z towards the camera.
  Vec3 normal(int point) {
    return new Vec3(normals[3 * point], normals[3 * point + 1], normals[3 * point + 2]);
  }

  /// The same sheet in a picture that is scaled by this factor.
  Surface scaled(double factor) {
    float[] scaled = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      scaled[i] = (float) (places[i] * factor);
    }
    return new Surface(columns, rows, scaled, normals, closed);
  }

  /// The longest way along a row, in pixels: as wide must artwork be to look sharp.
  double breadth() {
    double longest = 0;
    for (int row = 0; row < rows; row++) {
      double length = 0;
      for (int column = 1; column < columns; column++) {
        length += distance(row * columns + column - 1, row * columns + column);
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  /// The longest way down a column, in pixels.
  double height() {
    double longest = 0;
    for (int column = 0; column < columns; column++) {
      double length = 0;
      for (int row = 1; row < rows; row++) {
        length += distance((row - 1) * columns + column, row * columns + column);
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  private double distance(int a, int b) {
    return Math.hypot(Math.hypot(x(a) - x(b), y(a) - y(b)), z(a) - z(b));
  }

  private void findNormals() {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        Vec3 along = between(row, Math.max(0, column - 1), row, Math.min(columns - 1, column + 1));
        Vec3 down = between(Math.max(0, row - 1), column, Math.min(rows - 1, row + 1), column);
        Vec3 normal = down.cross(along).unit();
        int i = 3 * (row * columns + column);
        normals[i] = (float) normal.x();
        normals[i + 1] = (float) normal.y();
        normals[i + 2] = (float) normal.z();
      }
    }
  }

  private Vec3 between(int row, int column, int toRow, int toColumn) {
    int a = row * columns + column;
    int b = toRow * columns + toColumn;
    return new Vec3(x(b) - x(a), y(a) - y(b), z(a) - z(b));
  }
}
