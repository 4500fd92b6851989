package dev.pictor.engine.testkit;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// A large white sheet that pictures are put on in rows, each with a label under it.
public final class SheetOfPictures implements AutoCloseable {
  private static final int GAP = 10;
  private static final int LABEL = 24;

  private final Mat sheet;
  private int x = GAP;
  private int y = GAP;
  private int rowHeight;

  public SheetOfPictures(int width, int height) {
    sheet = new Mat(height, width, CV_8UC3, new Scalar(255, 255, 255, 0));
  }

  /// Puts a picture beside the last one, or below when there is no room beside.
  public void add(Picture picture, int width, String label) {
    int height = (int) Math.round((double) width * picture.height() / picture.width());
    if (x + width + GAP > sheet.cols()) {
      newRow();
    }
    try (Mat small = new Mat();
        Size size = new Size(width, height);
        Rect area = new Rect(x, y, width, height);
        Mat tile = new Mat(sheet, area);
        Point at = new Point(x + 2, y + height + 17);
        Scalar ink = new Scalar(60, 50, 50, 0)) {
      int how = width < picture.width() ? INTER_AREA : INTER_CUBIC;
      resize(picture.mat(), small, size, 0, 0, how);
      small.copyTo(tile);
      putText(sheet, label, at, FONT_HERSHEY_SIMPLEX, 0.45, ink, 1, LINE_AA, false);
    }
    x += width + GAP;
    rowHeight = Math.max(rowHeight, height);
  }

  /// What comes next begins a row.
  public void newRow() {
    x = GAP;
    y += rowHeight + LABEL + GAP;
    rowHeight = 0;
  }

  /// Writes what is filled of the sheet.
  public void write(Path file, int jpegQuality) {
    int[] quality = {IMWRITE_JPEG_QUALITY, jpegQuality};
    int used = Math.min(sheet.rows(), y + rowHeight + LABEL + GAP);
    try (Rect area = new Rect(0, 0, sheet.cols(), used);
        Mat part = new Mat(sheet, area)) {
      if (!imwrite(file.toString(), part, quality)) {
        throw new IllegalStateException("could not write " + file);
      }
    }
  }

  @Override
  public void close() {
    sheet.close();
  }
}
