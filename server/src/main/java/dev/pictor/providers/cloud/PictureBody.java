package dev.pictor.providers.cloud;

import dev.pictor.platform.Json;
import dev.pictor.providers.remote.Order;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/// A JSON body with pictures in base64, read from their files while it is sent, so that many orders
/// under way take no memory for them. In the tree each picture is a mark that nobody can guess.
public final class PictureBody {
  private final String mark = UUID.randomUUID() + "/";
  private final List<Path> files = new ArrayList<>();

  /// What to put into the tree for a picture in plain base64.
  public String base64(Order.Picture picture) {
    files.add(picture.file());
    return mark + (char) ('A' + files.size() - 1);
  }

  /// What to put into the tree for a picture as a `data:` address.
  public String dataUri(Order.Picture picture) {
    return "data:" + picture.mediaType() + ";base64," + base64(picture);
  }

  /// The body, with its length.
  ///
  /// @param tree what Jackson writes as JSON
  public BodyPublisher publisher(Object tree) {
    List<Part> parts = parts(Json.write(tree));
    long length = parts.stream().mapToLong(Part::length).sum();
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() ->
            new SequenceInputStream(
                Collections.enumeration(parts.stream().map(Part::open).toList()))),
        length);
  }

  private List<Part> parts(String json) {
    var parts = new ArrayList<Part>();
    int from = 0;
    for (int at = json.indexOf(mark); at >= 0; at = json.indexOf(mark, from)) {
      parts.add(new Text(json.substring(from, at).getBytes(StandardCharsets.UTF_8)));
      parts.add(Encoded.of(files.get(json.charAt(at + mark.length()) - 'A')));
      from = at + mark.length() + 1;
    }
    parts.add(new Text(json.substring(from).getBytes(StandardCharsets.UTF_8)));
    return parts;
  }

  private sealed interface Part {
    long length();

    InputStream open();
  }

  private record Text(byte[] bytes) implements Part {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  /// @param length of the base64
  private record Encoded(Path file, long length) implements Part {
    static Encoded of(Path file) {
      try {
        return new Encoded(file, (Files.size(file) + 2) / 3 * 4);
      } catch (IOException e) {
        throw new UncheckedIOException("a picture of an order is gone", e);
      }
    }

    @Override
    public InputStream open() {
      return new Base64Stream(file);
    }
  }
}
