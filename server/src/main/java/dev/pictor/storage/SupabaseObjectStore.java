package dev.pictor.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.storage.BucketSettings.Bucket;
import dev.pictor.storage.SupabaseApi.Refused;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Objects in a bucket of a Supabase project, over its REST API.
final class SupabaseObjectStore implements ObjectStore {
  private static final int MOST_ENTRIES = 1_000;

  private final SupabaseApi api;
  private final Bucket bucket;
  private final Staging staging;
  private final DirectLinks links;

  SupabaseObjectStore(SupabaseApi api, Bucket bucket, Staging staging, DirectLinks links) {
    this.api = api;
    this.bucket = bucket;
    this.staging = staging;
    this.links = links;
  }

  @Override
  public boolean isElsewhere() {
    return true;
  }

  @Override
  public Optional<DirectLinks> links() {
    return Optional.of(links);
  }

  @Override
  public Staged stage(InputStream source, long maxBytes) throws IOException {
    return staging.write(source, maxBytes);
  }

  private String path(ObjectKey key) {
    return bucket.name() + "/" + bucket.nameOf(key);
  }

  @Override
  public void place(Staged staged, ObjectKey key, String mediaType) {
    try {
      JsonNode _ =
          api.json(
              api.to("/object/" + path(key))
                  .header("Content-Type", mediaType)
                  .header("x-upsert", "true")
                  .POST(BodyPublishers.ofFile(staged.path()))
                  .build());
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException("a staged file is gone", e);
    } catch (Refused e) {
      throw e.problem();
    }
  }

  @Override
  public Optional<ObjectHead> head(ObjectKey key) {
    var request = api.to("/object/authenticated/" + path(key)).HEAD().build();
    HttpResponse<Void> answer = api.send(request, BodyHandlers.discarding());
    if (answer.statusCode() == 200) {
      long size = answer.headers().firstValueAsLong("Content-Length").orElse(0);
      return Optional.of(new ObjectHead(key, size, modifiedAt(answer)));
    }
    // A HEAD has no body that could say whether it is missing or refused.
    demandMissing(key);
    return Optional.empty();
  }

  private void demandMissing(ObjectKey key) {
    var request =
        api.to("/object/authenticated/" + path(key)).header("Range", "bytes=0-0").GET().build();
    HttpResponse<byte[]> answer = api.send(request, BodyHandlers.ofByteArray());
    Refused refused = SupabaseApi.fault(answer.statusCode(), answer.body());
    if (refused.status() != Refused.NOT_FOUND) {
      throw refused.problem();
    }
  }

  private static Instant modifiedAt(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Last-Modified")
        .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
        .orElse(Instant.EPOCH);
  }

  @Override
  public LocalFile local(ObjectKey key) {
    Path file = staging.newFile();
    boolean done = false;
    try {
      var request = api.to("/object/authenticated/" + path(key)).GET().build();
      HttpResponse<Path> answer = api.send(request, overwriting(file));
      if (answer.statusCode() != 200) {
        throw told(key, SupabaseApi.fault(answer.statusCode(), Files.readAllBytes(file)));
      }
      done = true;
      return new LocalFile(file, true);
    } catch (IOException e) {
      throw new UncheckedIOException("a copy of an object cannot be read", e);
    } finally {
      if (!done) {
        Disk.run("delete a copy", () -> Files.deleteIfExists(file));
      }
    }
  }

  /// A repeat must not leave the end of the answer before.
  private static HttpResponse.BodyHandler<Path> overwriting(Path file) {
    return BodyHandlers.ofFile(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static RuntimeException told(ObjectKey key, Refused refused) {
    return refused.status() == Refused.NOT_FOUND
        ? new NoSuchElementException("no object " + key, refused)
        : refused.problem();
  }

  /// From a copy on this machine, so that a network that stops cannot hold a reader for ever.
  @Override
  public InputStream open(ObjectKey key) {
    LocalFile copy = local(key);
    return Disk.get(
        "open a copy",
        () ->
            new FilterInputStream(Files.newInputStream(copy.path())) {
              @Override
              public void close() throws IOException {
                super.close();
                copy.close();
              }
            });
  }

  @Override
  public byte[] read(ObjectKey key) {
    try (LocalFile copy = local(key)) {
      return Disk.get("read a copy", () -> Files.readAllBytes(copy.path()));
    }
  }

  @Override
  public boolean delete(ObjectKey key) {
    try {
      JsonNode _ = api.json(api.to("/object/" + path(key)).DELETE().build());
      return true;
    } catch (Refused e) {
      if (e.status() == Refused.NOT_FOUND) {
        return false;
      }
      throw e.problem();
    }
  }

  @Override
  public List<ObjectHead> list(String prefix, String after, int limit) {
    var found = new ArrayList<ObjectHead>();
    try {
      collect("", new KeyRange(prefix, after, limit), found);
    } catch (Refused e) {
      throw e.problem();
    }
    return found;
  }

  /// Folder by folder, as the API lists them; in the order of whole keys, where a folder sorts as
  /// if its slash were part of the name.
  private void collect(String folder, KeyRange range, List<ObjectHead> found) {
    for (Entry entry : entries(folder)) {
      if (found.size() >= range.limit()) {
        return;
      }
      String key = folder + entry.name();
      if (entry.isFolder()) {
        if (range.reachesInto(key)) {
          collect(key, range, found);
        }
      } else if (range.holds(key)) {
        ObjectKey.find(key)
            .map(valid -> new ObjectHead(valid, entry.size(), entry.modifiedAt()))
            .ifPresent(found::add);
      }
    }
  }

  /// One thing in a folder.
  ///
  /// @param name of a folder with its final slash
  private record Entry(String name, boolean isFolder, long size, Instant modifiedAt) {}

  private List<Entry> entries(String folder) {
    var all = new ArrayList<Entry>();
    int size;
    do {
      JsonNode page =
          api.post(
              "/object/list/" + bucket.name(),
              Map.of(
                  "prefix",
                  bucket.prefix() + folder,
                  "limit",
                  MOST_ENTRIES,
                  "offset",
                  all.size(),
                  "sortBy",
                  Map.of("column", "name", "order", "asc")));
      page.forEach(each -> all.add(entry(each)));
      size = page.size();
    } while (size == MOST_ENTRIES);
    all.sort(Comparator.comparing(Entry::name));
    return all;
  }

  private static Entry entry(JsonNode said) {
    boolean isFolder = said.path("id").isNull() || said.path("id").isMissingNode();
    String name = said.path("name").asText();
    return isFolder
        ? new Entry(name + "/", true, 0, Instant.EPOCH)
        : new Entry(
            name,
            false,
            said.path("metadata").path("size").asLong(),
            Instant.parse(said.path("updated_at").asText()));
  }

  @Override
  public void check() {
    try {
      JsonNode _ = api.json(api.to("/bucket/" + bucket.name()).GET().build());
    } catch (Refused e) {
      throw e.problem();
    }
  }
}
