package protomass.workflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The page on how the last launch of a run went, read as the XML that it also is. */
record CoursePage(Document document) {
  static CoursePage of(Pipeline pipeline) throws IOException {
    byte[] page =
        Files.readString(pipeline.results().resolve("execution/run.html"))
            .getBytes(StandardCharsets.UTF_8);
    try {
      return new CoursePage(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(page)));
    } catch (SAXException | ParserConfigurationException broken) {
      throw new AssertionError("the page is not well-formed: " + broken.getMessage(), broken);
    }
  }

  /** Names of the tasks that were run although others came from the cache, sorted. */
  List<String> tasks() {
    return all("li").stream().sorted().toList();
  }

  /** Failed attempts, such as {@code EMBED (star vit-random), attempt 1}, in their order. */
  List<String> failures() {
    return all("dt");
  }

  /** All that a reader sees. */
  String text() {
    return document.getElementsByTagName("body").item(0).getTextContent();
  }

  /** The text of every element of a name. */
  List<String> all(String element) {
    NodeList nodes = document.getElementsByTagName(element);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .map(Node::getTextContent)
        .toList();
  }
}
