package dev.pictor.engine.theme;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Lets only drawings through: known elements, no scripts, nothing from elsewhere, and no more of
/// anything than a drawing needs. What it does not know it refuses, since an SVG can hold a web
/// page.
final class SvgGuard {
  static final int MOST_BYTES = 1_000_000;
  private static final int MOST_ELEMENTS = 20_000;
  private static final int DEEPEST = 40;
  private static final int LONGEST_ATTRIBUTE = 200_000;

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private static final Set<String> ELEMENTS =
      Set.of(
          "svg",
          "g",
          "defs",
          "title",
          "desc",
          "metadata",
          "path",
          "rect",
          "circle",
          "ellipse",
          "line",
          "polyline",
          "polygon",
          "linearGradient",
          "radialGradient",
          "stop",
          "clipPath",
          "mask",
          "pattern",
          "use",
          "symbol");

  private final String file;
  private final SvgWork work = new SvgWork();
  private int elements;
  private int depth;

  private SvgGuard(String file) {
    this.file = file;
  }

  /// @throws BadTheme naming the file and what is not allowed
  static void check(String file, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new BadTheme(
          file + " has " + bytes.length + " bytes; a drawing has at most " + MOST_BYTES);
    }
    SvgGuard guard = new SvgGuard(file);
    try {
      guard.read(bytes);
    } catch (XMLStreamException e) {
      throw new BadTheme(file + " is no well-formed SVG: " + e.getMessage(), e);
    }
  }

  private void read(byte[] bytes) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // Otherwise a broken file writes into the log.
    factory.setXMLReporter((_, _, _, _) -> {});
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text(bytes)));
    String encoding = reader.getCharacterEncodingScheme();
    if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
      // The renderer would read other characters than the ones that are checked here.
      throw refused("the encoding " + encoding, "save it as UTF-8");
    }
    try {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> open(reader);
          case XMLStreamConstants.END_ELEMENT -> close();
          case XMLStreamConstants.DTD ->
              throw refused("a document type (DTD)", "remove the <!DOCTYPE> line");
          case XMLStreamConstants.PROCESSING_INSTRUCTION ->
              throw refused("a processing instruction", "remove it");
          case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("an entity", "write it out");
          default -> {
            // Text, comments and white space draw nothing.
          }
        }
      }
    } finally {
      reader.close();
    }
    if (!work.isBounded()) {
      throw refused("too much to draw, or parts that refer to each other", "use fewer references");
    }
  }

  private String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadTheme(file + " is no UTF-8 text; save it as a plain SVG", e);
    }
  }

  private void close() {
    depth--;
    work.end();
  }

  private void open(XMLStreamReader reader) {
    String name = reader.getLocalName();
    elements++;
    depth++;
    if (elements == 1 && !name.equals("svg")) {
      throw refused("a root element <" + name + ">", "it is <svg>");
    }
    if (elements > MOST_ELEMENTS || depth > DEEPEST) {
      throw refused(
          "too many elements",
          "at most " + MOST_ELEMENTS + " and " + DEEPEST + " inside each other");
    }
    if (!ELEMENTS.contains(name) || !NAMESPACE.equals(reader.getNamespaceURI())) {
      throw refused("an element <" + name + ">", "allowed are " + sorted());
    }
    work.begin();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      work.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
  }

  private static String sorted() {
    return String.join(", ", ELEMENTS.stream().sorted().toList());
  }

  private void attribute(String name, String value) {
    String small = value.toLowerCase(Locale.ROOT).strip();
    if (name.toLowerCase(Locale.ROOT).startsWith("on")) {
      throw refused("an attribute " + name, "drawings have no scripts");
    }
    if (name.equals("href") && !small.startsWith("#")) {
      throw refused("a reference to " + value, "only to a part of the same file, #name");
    }
    int url = small.indexOf("url(");
    while (url >= 0) {
      String target = small.substring(url + 4).stripLeading();
      if (!target.startsWith("#") && !target.startsWith("'#") && !target.startsWith("\"#")) {
        throw refused("a reference in " + name, "only to a part of the same file, url(#name)");
      }
      url = small.indexOf("url(", url + 4);
    }
    if (name.equals("d") && !PathData.isWellFormed(value)) {
      throw refused("a path with broken data", "each command takes its numbers: M 1 2 L 3 4 Z");
    }
    if (value.length() > LONGEST_ATTRIBUTE) {
      throw refused("a very long " + name, "at most " + LONGEST_ATTRIBUTE + " characters");
    }
  }

  private BadTheme refused(String what, String remedy) {
    return new BadTheme(file + " has " + what + "; " + remedy);
  }
}
