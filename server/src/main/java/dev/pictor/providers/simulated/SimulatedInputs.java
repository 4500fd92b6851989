package dev.pictor.providers.simulated;

import dev.pictor.engine.codec.ImageInfo.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the pictures and sizes of orders, as strictly as the real ones do.
final class SimulatedInputs {
  private static final Pattern DATA =
      Pattern.compile("data:image/(png|jpeg|webp);base64,([A-Za-z0-9+/=]*)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
  private static final Map<String, Integer> TIERS = Map.of("1K", 1024, "2K", 2048, "4K", 4096);

  private SimulatedInputs() {}

  /// A `data:` address, or a link that is fetched.
  static byte[] picture(String address) {
    if (address.startsWith("http")) {
      return fetched(address);
    }
    Matcher data = DATA.matcher(address);
    SimulatedWish.demand(data.matches(), "unsupported_file_mimetype", "no picture in an address");
    return checked(Base64.getDecoder().decode(data.group(2)));
  }

  /// Refuses what is not a picture.
  static byte[] checked(byte[] bytes) {
    try {
      SimulatedPicture.read(bytes);
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new SimulatedWish.Bad(400, "unsupported_file_mimetype", String.valueOf(e.getMessage()));
    }
  }

  private static byte[] fetched(String address) {
    try (InputStream in = URI.create(address).toURL().openStream()) {
      return checked(in.readAllBytes());
    } catch (IOException | IllegalArgumentException _) {
      throw new SimulatedWish.Bad(422, "file_download_error", "a picture cannot be fetched");
    }
  }

  static Size sizeOf(byte[] picture) {
    BufferedImage read = SimulatedPicture.read(picture);
    return new Size(read.getWidth(), read.getHeight());
  }

  /// Such as `1536x1024`.
  static Size size(String written, String code) {
    Matcher size = SIZE.matcher(written);
    SimulatedWish.demand(size.matches(), code, "no size: " + written);
    return new Size(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
  }

  /// A shape such as `16:9` of a tier such as `2K`: as many pixels as its square has.
  static Size shape(String ratio, String tier) {
    String[] sides = ratio.split(":", -1);
    double shape = Double.parseDouble(sides[0]) / Double.parseDouble(sides[1]);
    int side = TIERS.getOrDefault(tier, 1024);
    return new Size(
        (int) Math.round(side * Math.sqrt(shape)), (int) Math.round(side / Math.sqrt(shape)));
  }
}
