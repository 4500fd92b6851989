package dev.pictor.storage;

import dev.pictor.storage.BucketSettings.Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Objects in a bucket of a store that speaks S3, or below a prefix of it.
///
/// A write is one PUT of a file that lies whole on this machine: the store shows all of it or
/// nothing, and repeats send the same bytes. Pictures are far below the 5 GiB of one PUT, so there
/// are no multipart uploads to be left behind.
final class S3ObjectStore implements ObjectStore {
  /// The most that one list answers with.
  private static final int MOST_KEYS = 1_000;

  private final S3Client client;
  private final Bucket bucket;
  private final Staging staging;
  private final DirectLinks links;

  S3ObjectStore(S3Client client, Bucket bucket, Staging staging, DirectLinks links) {
    this.client = client;
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

  @Override
  public void place(Staged staged, ObjectKey key, String mediaType) {
    S3Faults.call(
        "place an object",
        () ->
            client.putObject(
                request ->
                    request
                        .bucket(bucket.name())
                        .key(bucket.nameOf(key))
                        .contentType(mediaType)
                        .contentLength(staged.size()),
                RequestBody.fromFile(staged.path())));
  }

  @Override
  public Optional<ObjectHead> head(ObjectKey key) {
    try {
      HeadObjectResponse head =
          S3Faults.call(
              "look for an object",
              () ->
                  client.headObject(
                      request -> request.bucket(bucket.name()).key(bucket.nameOf(key))));
      return Optional.of(new ObjectHead(key, head.contentLength(), head.lastModified()));
    } catch (NoSuchElementException _) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(ObjectKey key) {
    return S3Faults.call(
        "open an object",
        () -> client.getObject(request -> request.bucket(bucket.name()).key(bucket.nameOf(key))));
  }

  @Override
  public byte[] read(ObjectKey key) {
    try (InputStream bytes = open(key)) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw StoreAway.because(e);
    }
  }

  @Override
  public LocalFile local(ObjectKey key) {
    try (InputStream bytes = open(key)) {
      return new LocalFile(staging.write(bytes, Long.MAX_VALUE).path(), true);
    } catch (IOException e) {
      throw StoreAway.because(e);
    }
  }

  @Override
  public boolean delete(ObjectKey key) {
    boolean wasThere = head(key).isPresent();
    if (wasThere) {
      S3Faults.call(
          "delete an object",
          () ->
              client.deleteObject(
                  request -> request.bucket(bucket.name()).key(bucket.nameOf(key))));
    }
    return wasThere;
  }

  @Override
  public List<ObjectHead> list(String prefix, String after, int limit) {
    var found = new ArrayList<ObjectHead>();
    String last = after.isEmpty() ? "" : bucket.prefix() + after;
    boolean isMore = true;
    while (isMore && found.size() < limit) {
      ListObjectsV2Response page = page(prefix, last, Math.min(MOST_KEYS, limit - found.size()));
      page.contents().forEach(each -> head(each).ifPresent(found::add));
      isMore = Boolean.TRUE.equals(page.isTruncated()) && !page.contents().isEmpty();
      last = isMore ? page.contents().getLast().key() : last;
    }
    return found;
  }

  private ListObjectsV2Response page(String prefix, String after, int most) {
    var request =
        ListObjectsV2Request.builder()
            .bucket(bucket.name())
            .prefix(bucket.prefix() + prefix)
            .maxKeys(most);
    if (!after.isEmpty()) {
      request.startAfter(after);
    }
    return S3Faults.call("list objects", () -> client.listObjectsV2(request.build()));
  }

  /// What others have put into the bucket under other names is not ours.
  private Optional<ObjectHead> head(S3Object object) {
    return ObjectKey.find(object.key().substring(bucket.prefix().length()))
        .map(key -> new ObjectHead(key, object.size(), object.lastModified()));
  }

  @Override
  public void check() {
    var _ = page("", "", 1);
  }
}
