package dev.pictor.engine.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// The packet of metadata that says how a picture came to be (ISO 16684-1, XMP), and the forms in
/// which files carry it. Nothing else is in it: no time, no place, no name.
final class Xmp {
  /// Marks the packet among the APP1 segments of a JPEG (XMP part 3, 1.1.3).
  private static final byte[] JPEG_NAME = "http://ns.adobe.com/xap/1.0/\0".getBytes(ISO_8859_1);

  /// The keyword of the text chunk, its end, no compression, no language, no translation (XMP part
  /// 3, 1.1.5).
  private static final byte[] PNG_NAME = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(ISO_8859_1);

  /// The signature and the header chunk, which must come first.
  private static final int PNG_HEAD = 8 + 25;

  private Xmp() {}

  /// What OpenCV writes into the metadata chunk of a WebP.
  static byte[] webp(SourceType source) {
    return """
    <?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>\
    <x:xmpmeta xmlns:x='adobe:ns:meta/'>\
    <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
    <rdf:Description rdf:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/' \
    xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' \
    xmp:CreatorTool='Pictor' Iptc4xmpExt:DigitalSourceType='%s'/>\
    </rdf:RDF></x:xmpmeta><?xpacket end='r'?>\
    """
        .formatted(source.uri())
        .getBytes(UTF_8);
  }

  /// What OpenCV writes into a segment of a JPEG.
  static byte[] jpeg(SourceType source) {
    byte[] packet = webp(source);
    return ByteBuffer.allocate(JPEG_NAME.length + packet.length).put(JPEG_NAME).put(packet).array();
  }

  /// A copy of a PNG file with the packet behind its header. OpenCV would write a chunk in Latin-1,
  /// which readers of XMP do not look at.
  static byte[] intoPng(byte[] file, SourceType source) {
    var content = new ByteArrayOutputStream();
    content.writeBytes("iTXt".getBytes(ISO_8859_1));
    content.writeBytes(PNG_NAME);
    content.writeBytes(webp(source));
    byte[] chunk = content.toByteArray();
    CRC32 checksum = new CRC32();
    checksum.update(chunk);
    return ByteBuffer.allocate(file.length + chunk.length + 8)
        .put(file, 0, PNG_HEAD)
        .putInt(chunk.length - 4)
        .put(chunk)
        .putInt((int) checksum.getValue())
        .put(file, PNG_HEAD, file.length - PNG_HEAD)
        .array();
  }
}
