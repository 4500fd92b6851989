package dev.pictor.engine.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Builds small colour profiles (ICC.1:2010, version 2 of the format).
final class IccBuilder {
  private static final int HEADER = 128;

  private record Tag(String name, byte[] content) {}

  private IccBuilder() {}

  /// An output profile for four inks that all give the same colour in CIE Lab.
  static byte[] press(int lightness, int a, int b) {
    ByteBuffer table = ByteBuffer.allocate(48 + 4 * 256 + 16 * 3 + 3 * 256);
    table.put(Samples.ascii("mft1\0\0\0\0")).put(Samples.bytes(4, 3, 2, 0));
    for (int i = 0; i < 9; i++) {
      table.putInt(i % 4 == 0 ? 0x10000 : 0);
    }
    ramps(table, 4);
    for (int corner = 0; corner < 16; corner++) {
      table.put(Samples.bytes(lightness * 255 / 100, a + 128, b + 128));
    }
    ramps(table, 3);
    List<Tag> tags = new ArrayList<>();
    tags.add(new Tag("A2B0", table.array()));
    return profile("prtrCMYKLab ", tags);
  }

  /// A display profile with the primaries of sRGB, in another order, and a gamma.
  ///
  /// @param order which primary red, green and blue mean: "rgb" is sRGB's own
  static byte[] display(String order, double gamma) {
    double[][] primaries = {
      {0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7141}
    };
    List<Tag> tags = new ArrayList<>();
    tags.add(new Tag("wtpt", xyz(0.9642, 1, 0.8249)));
    for (int i = 0; i < 3; i++) {
      double[] p = primaries["rgb".indexOf(order.charAt(i))];
      tags.add(new Tag("rgb".charAt(i) + "XYZ", xyz(p[0], p[1], p[2])));
      tags.add(new Tag("rgb".charAt(i) + "TRC", curve(gamma)));
    }
    return profile("mntrRGB XYZ ", tags);
  }

  /// A grey profile with a gamma.
  static byte[] grey(double gamma) {
    List<Tag> tags = new ArrayList<>();
    tags.add(new Tag("wtpt", xyz(0.9642, 1, 0.8249)));
    tags.add(new Tag("kTRC", curve(gamma)));
    return profile("mntrGRAYXYZ ", tags);
  }

  private static void ramps(ByteBuffer table, int channels) {
    for (int i = 0; i < channels * 256; i++) {
      table.put((byte) i);
    }
  }

  private static byte[] xyz(double x, double y, double z) {
    ByteBuffer content = ByteBuffer.allocate(20).put(Samples.ascii("XYZ \0\0\0\0"));
    return content.putInt(fixed(x)).putInt(fixed(y)).putInt(fixed(z)).array();
  }

  private static int fixed(double value) {
    return (int) Math.round(value * 65_536);
  }

  private static byte[] curve(double gamma) {
    ByteBuffer content = ByteBuffer.allocate(16).put(Samples.ascii("curv\0\0\0\0")).putInt(1);
    return content.putShort((short) Math.round(gamma * 256)).array();
  }

  private static byte[] profile(String kind, List<Tag> tags) {
    int directory = HEADER + 4 + 12 * tags.size();
    int size = directory + tags.stream().mapToInt(t -> t.content.length).sum();
    ByteBuffer file = ByteBuffer.allocate(size).putInt(size).putInt(0).putInt(0x02400000);
    file.put(Samples.ascii(kind)).position(36).put(Samples.ascii("acsp"));
    file.position(68).putInt(fixed(0.9642)).putInt(fixed(1)).putInt(fixed(0.8249));
    file.position(HEADER).putInt(tags.size());
    int at = directory;
    for (Tag tag : tags) {
      file.put(Samples.ascii(tag.name)).putInt(at).putInt(tag.content.length);
      at += tag.content.length;
    }
    tags.forEach(tag -> file.put(tag.content));
    return file.array();
  }
}
