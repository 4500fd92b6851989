package dev.pictor.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The model files inside the engine's jar, all MediaPipe's under Apache-2.0. `tools/models` in the
/// source tree makes them again from the packages they were published in.
public enum ModelFile {
  /// BlazeFace for faces within about two metres. Input 1 x 3 x 128 x 128, RGB within -1..1;
  /// outputs 896 boxes of 16 numbers and 896 scores.
  FACE_DETECTOR_NEAR(
      "face_detection_short_range.tflite",
      "@mediapipe/face_detection 0.4.1657300184",
      "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633"),

  /// BlazeFace for groups and distant faces. Input 1 x 3 x 192 x 192, RGB within -1..1; outputs
  /// 2,304 boxes of 16 numbers and 2,304 scores.
  FACE_DETECTOR_FAR(
      "face_detection_full_range.tflite",
      "@mediapipe/face_detection 0.4.1657300184",
      "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3"),

  /// The points of one face. Input 1 x 3 x 192 x 192, RGB within 0..1; outputs 468 points of three
  /// numbers and one score.
  FACE_MESH(
      "face_landmark.tflite",
      "@mediapipe/face_mesh 0.4.1657299874",
      "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1"),

  /// Not a net: a description of the canonical face, with the 898 triangles between the points.
  FACE_GEOMETRY(
      "geometry_pipeline_metadata_landmarks.binarypb",
      "@mediapipe/face_mesh 0.4.1657299874",
      "bdbcda96dfcb7da883da124aaa2c55dee49770d934f0fcc71747f8c21bdc75b4"),

  /// Where people are. Input 1 x 3 x 256 x 256, RGB within 0..1, stretched; output 256 x 256 shares
  /// of a person.
  PERSON_MASK(
      "selfie_segmentation.tflite",
      "@mediapipe/selfie_segmentation 0.1.1675465747",
      "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27");

  private final String file;
  private final String source;
  private final String sha256;

  ModelFile(String file, String source, String sha256) {
    this.file = file;
    this.source = source;
    this.sha256 = sha256;
  }

  /// The name beside this class.
  public String file() {
    return file;
  }

  /// The npm package and version it was published in.
  public String source() {
    return source;
  }

  /// In lower-case hexadecimal digits.
  public String sha256() {
    return sha256;
  }

  /// Reads the file and makes sure that it is the one that was tested.
  ///
  /// @throws BrokenModel when it is missing or another one
  public byte[] read() {
    try (InputStream in = ModelFile.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new BrokenModel("The model file " + file + " is missing; install Pictor again.");
      }
      return checked(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the model file " + file + " cannot be read", e);
    }
  }

  byte[] checked(byte[] bytes) {
    String found = HexFormat.of().formatHex(digest(bytes));
    if (!found.equals(sha256)) {
      throw new BrokenModel(
          "The model file "
              + file
              + " was changed: its SHA-256 is "
              + found
              + " and not "
              + sha256
              + "; install Pictor again.");
    }
    return bytes;
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java knows SHA-256", e);
    }
  }
}
