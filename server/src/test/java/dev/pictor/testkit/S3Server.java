package dev.pictor.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.slf4j.LoggerFactory;

/// A real S3 server in this process that checks signatures and keeps its objects in memory. It can
/// go away and come back with what it had.
public final class S3Server implements AutoCloseable {
  public static final String KEY_ID = "test-key";
  public static final String SECRET = "test-secret";
  public static final String BUCKET = "pictures";

  private final BlobStore objects = new TransientNio2BlobStore();
  private S3Proxy server;
  private final int port;

  private S3Server() throws Exception {
    for (String talker : new String[] {"org.gaul", "software.amazon.awssdk", "org.apache.http"}) {
      ((Logger) LoggerFactory.getLogger(talker)).setLevel(Level.WARN);
    }
    objects.createContainer(BUCKET);
    server = begin(0);
    port = server.getPort();
  }

  public static S3Server start() {
    try {
      return new S3Server();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server does not start", e);
    }
  }

  private S3Proxy begin(int wanted) throws Exception {
    S3Proxy begun =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:" + wanted))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY_ID, SECRET)
            .blobStore(new Kept(objects))
            .build();
    begun.start();
    return begun;
  }

  /// Objects that outlive a server.
  private static final class Kept extends ForwardingBlobStore {
    Kept(BlobStore objects) {
      super(objects);
    }

    @Override
    public void close() {
      // The next server goes on with them.
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public void addBucket(String name) {
    objects.createContainer(name);
  }

  /// The environment of an operator who uses it, in the words of OneShot.
  public Map<String, String> environment() {
    var variables = new HashMap<String, String>();
    variables.put("S3_BUCKET", BUCKET);
    variables.put("S3_KEY", KEY_ID);
    variables.put("S3_SECRET", SECRET);
    variables.put("S3_REGION", "eu-central-1");
    variables.put("S3_ENDPOINT", uri().toString());
    variables.put("STORAGE_TIMEOUT_SECONDS", "5");
    return variables;
  }

  /// Nobody answers at its address any more.
  public void goAway() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server does not stop", e);
    }
  }

  /// The same address answers again, with all objects.
  public void comeBack() {
    try {
      server = begin(port);
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server does not start again", e);
    }
  }

  @Override
  public void close() {
    goAway();
    objects.close();
  }
}
