package protomass.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import protomass.core.catalogue.SplitBy;
import protomass.core.json.Json;
import protomass.core.provenance.Provenance;
import protomass.core.score.Scores;

/** The page of a run with everything. */
class ReportCommandTest {
  private static final long MAXIMUM_PAGE_BYTES = 5_000_000;

  @TempDir static Path folder;
  private static Path inputs;
  private static ReportFixture result;
  private static String html;
  private static Document document;

  @BeforeAll
  static void writePage() throws Exception {
    inputs = SampleRun.write(folder.resolve("inputs"));
    result = ReportFixture.report(inputs, folder.resolve("report.html"));
    assertEquals(0, result.exitCode(), result.err());
    html = Files.readString(folder.resolve("report.html"));
    document = parse(html);
  }

  @Test
  void needsNothingFromOutsideButShowsHowTheRunWentWhereThatIsBesideIt() {
    List<String> outside = new ArrayList<>();
    for (Element element : all("*")) {
      for (String name : List.of("src", "href", "xlink:href", "srcset", "action", "data")) {
        String value = element.getAttribute(name);
        boolean isInside = value.isEmpty() || value.startsWith("#") || value.startsWith("data:");
        boolean isLink = element.getTagName().equals("a") && value.startsWith("inputs/");
        if (!isInside && !isLink) {
          outside.add(element.getTagName() + " " + name + "=" + value);
        }
      }
    }
    Matcher url = Pattern.compile("url\\(([^)]*)\\)|@import[^;]*").matcher(html);
    while (url.find()) {
      if (url.group(1) == null || !url.group(1).matches("(#|data:font/ttf;base64,).*")) {
        outside.add(url.group());
      }
    }
    // Written when the run ends; the sentence inside the object stands where it is not there.
    assertEquals(
        List.of(
            "a href=maps/index.csv",
            "a href=catalogues/index.csv",
            "a href=embeddings/index.csv",
            "a href=scores.txt",
            "a href=execution/run.html",
            "object data=execution/run.html"),
        outside);
    assertTrue(all("object").getFirst().getTextContent().contains("is not here"));
    assertEquals(0, all("script").size());
    assertEquals(0, all("iframe").size());
    assertTrue(html.length() < MAXIMUM_PAGE_BYTES, html.length() + " characters");
  }

  @Test
  void linksEveryFileThatItWasMadeFrom() throws Exception {
    Set<Path> linked = new HashSet<>();
    for (Element link : all("a")) {
      String address = link.getAttribute("href");
      if (address.startsWith("inputs/")) {
        Path file = folder.resolve(URLDecoder.decode(address, StandardCharsets.UTF_8));
        assertTrue(Files.isRegularFile(file), address + " leads nowhere");
        linked.add(file);
      }
    }
    try (Stream<Path> files = Files.walk(inputs)) {
      Set<Path> expected = files.filter(Files::isRegularFile).collect(Collectors.toSet());
      // The workflow's own note, which it does not publish.
      expected.remove(inputs.resolve("run.json"));
      assertEquals(expected, linked);
    }
  }

  /** A folder may have any name, and a page may be made elsewhere than where it will stand. */
  @Test
  void linksAreEscapedAndLeadFromWhereThePageWillStand(@TempDir Path other) throws Exception {
    Path odd = other.resolve("a b#1%/ü?'");
    new SampleRun(odd).scores("pixels", SplitBy.STAR, 0.5);
    Path elsewhere = Files.createDirectories(other.resolve("work")).resolve("page.html");
    ReportFixture made =
        ReportFixture.run("--inputs", odd, "--out", elsewhere, "--links-from", other);
    assertEquals(0, made.exitCode(), made.err());
    assertTrue(
        Files.readString(elsewhere)
            .contains("href=\"a%20b%231%25/%C3%BC%3F%27/scores/pixels-star.scores.json\""));
    // The same page, wherever it is made.
    ReportFixture.run("--inputs", odd, "--out", elsewhere);
    assertTrue(Files.readString(elsewhere).contains("href=\"../a%20b"));
  }

  /** What scrolls can be reached by the keyboard and is named for those who cannot see it. */
  @Test
  void whatScrollsTakesTheFocus() {
    List<Element> scrolling = new ArrayList<>();
    scrolling.addAll(all("pre"));
    scrolling.addAll(all("object"));
    all("div").stream()
        .filter(element -> element.getAttribute("class").equals("scroll"))
        .forEach(scrolling::add);
    assertTrue(scrolling.size() >= 9, scrolling.size() + " found");
    for (Element element : scrolling) {
      assertEquals("0", element.getAttribute("tabindex"), element.getTextContent());
      assertTrue(element.getAttribute("aria-label").length() > 5, element.getTextContent());
    }
  }

  @Test
  void idsAreUniqueAndReferencesLeadSomewhere() {
    Set<String> ids = new HashSet<>();
    for (Element element : all("*")) {
      String id = element.getAttribute("id");
      assertTrue(id.isEmpty() || ids.add(id), "the id " + id + " stands twice");
    }
    Matcher reference = Pattern.compile("(?:url\\(#|href=\")#?([\\w-]+)[)\"]").matcher(html);
    int references = 0;
    while (reference.find()) {
      assertTrue(ids.contains(reference.group(1)), "nothing has the id " + reference.group(1));
      references++;
    }
    assertTrue(references > 9, "only " + references + " references were checked");
  }

  @Test
  void sameInputsGiveSameBytes() throws Exception {
    Path page = folder.resolve("report.html");
    byte[] first = Files.readAllBytes(page);
    assertEquals(0, ReportFixture.report(inputs, page).exitCode());
    assertArrayEquals(first, Files.readAllBytes(page));
  }

  @Test
  void tableHoldsScoresOfThisRunAndOfTheStudy() {
    Scores scores =
        Json.read(inputs.resolve("scores/vit-pretrained-star.scores.json"), Scores.class);
    List<List<String>> rows = tableRows();
    int column = 5; // label, two ResNets, two random ViTs, then this one
    assertAll(
        () ->
            assertEquals(
                "[R²a, −1.9, 0.80, −0.58, –b, 0.80, 0.81, –b, –b]", rows.get(3).toString()),
        () ->
            assertEquals(
                "[RMSEc, 0.34, 0.089, 0.52, –b, 0.089, 0.088, –b, –b]", rows.get(4).toString()),
        () -> assertTrue(rows.get(5).getFirst().startsWith("Split by star"), rows.toString()),
        () -> assertEquals(cell("%.2f", scores.r2(), scores.r2Interval()), rows.get(6).get(column)),
        () ->
            assertEquals(
                cell("%.3f", scores.rmseDex(), scores.rmseInterval()), rows.get(7).get(column)),
        // The training masses span 2.5 dex.
        () -> assertEquals("RMSE / ranged", rows.get(8).getFirst()),
        () ->
            assertEquals(
                String.format(Locale.ROOT, "%.3f", scores.rmseDex() / 2.5),
                rows.get(8).get(column)),
        () -> assertTrue(rows.get(9).getFirst().startsWith("Split by map"), rows.toString()),
        // By hand: 0.199 sqrt(1.58) and 1 - (0.52 / 0.199)^2.
        () ->
            assertTrue(
                html.contains(
                    "imply a standard deviation of 0.41, all others 0.20, although all have the same"
                        + " test values; with 0.20 an R² of −0.58 would be an RMSE of 0.25, and an"
                        + " RMSE of 0.52 an R² of −5.83")),
        () -> assertTrue(html.contains("540 training rows, 180 test rows in 12 groups")));
  }

  @Test
  void everySectionHasContent() {
    String text = document.getDocumentElement().getTextContent();
    assertAll(
        // One leak figure, 8 models by 2 splits, 2 of them on linear axes too, residuals, 4 models
        // of components, 4
        // maps
        // of 3 channels beside 2 encoders, 4 stars of 3 channels, 6 training panels.
        () -> assertEquals(1 + 16 + 4 + 2 + 4 + 4 * 5 + 4 * 3 + 6, figures().size()),
        () -> assertEquals(4 * 5 + 4 * 3, all("image").size()),
        () -> assertEquals(1, all("img").size()),
        () -> assertTrue(text.contains("ln K = 6.93"), "the level ln 1024"),
        () -> assertTrue(text.contains("\"prototypes\" : 1024"), "the recipe"),
        () ->
            assertTrue(text.contains("red log Σ (+0.91), green v (−0.88), blue σ (−0.66)."), text),
        () -> assertTrue(text.contains("The encoder of random weights paints structure too"), text),
        () -> assertTrue(text.contains("Each channel alone"), "a figure of one channel"),
        () -> assertTrue(text.contains("hold 50.0% and 20.0%"), "shares of components"),
        () -> assertTrue(text.contains("\"nextflow\" : \"25.04\""), "the workflow's run"),
        () -> assertTrue(text.contains("ab".repeat(32)), "hash of an input of scores"),
        () -> assertTrue(text.contains("cd".repeat(32)), "hash of an input of whitening"),
        () -> assertTrue(text.contains("ef".repeat(32)), "hash of an input of segmentation"),
        () -> assertTrue(text.contains("h1-00042/6/x, 0.499 M☉, 12\u202f300 yr old"), "a caption"),
        () -> assertTrue(text.contains("--features <pixels> --neighbours 5"), "a command line"),
        () -> assertEquals(0, all("p").stream().filter(this::isMissing).count()));
  }

  @Test
  void figuresAreTextThatFollowsTheTheme() {
    for (Element figure : figures()) {
      String name = figure.getAttribute("aria-label");
      assertTrue(name.length() > 20, "a figure says what it shows: " + name);
      assertTrue(figure.getElementsByTagName("text").getLength() > 2, name + " has text");
      String style = figure.getElementsByTagName("style").item(0).getTextContent();
      assertTrue(style.contains("currentColor"), name);
      assertFalse(style.contains("rgb(1,254,"), name + " keeps a placeholder colour");
    }
  }

  @Test
  void countsOfShardsAreSummed() {
    List<String> numbers = new ArrayList<>();
    for (Element list : all("dl")) {
      if (list.getAttribute("class").equals("quantities")) {
        numbers.add(list.getTextContent());
      }
    }
    assertEquals(
        List.of(
            "shards2images3\u202f000accepted3\u202f000attempts8\u202f000duplicates0"
                + "least coverage0.2000most attempts9near duplicates2renders4\u202f000"),
        numbers);
  }

  @Test
  void printsTheTableAsText() {
    Scores scores = Json.read(inputs.resolve("scores/pixels-map.scores.json"), Scores.class);
    List<String> lines = result.out().lines().toList();
    String interval =
        String.format(
            Locale.ROOT, "%.2f to %.2f", scores.r2Interval().lower(), scores.r2Interval().upper());
    String row =
        String.format(
            Locale.ROOT,
            "%-23s  %-7s  %5.2f  %15s  %10.3f  %9.3f  %9d",
            "pixels",
            "by map",
            scores.r2(),
            interval,
            scores.rmseDex(),
            scores.maeDex(),
            180);
    assertEquals(
        "model                    split       R2     95% interval  RMSE [dex]  MAE [dex]  test rows",
        lines.getFirst());
    assertTrue(lines.contains(row), row + " is not in\n" + result.out());
    assertTrue(lines.getLast().contains("16 scores"), lines.getLast());
    assertTrue(result.out().chars().allMatch(c -> c < 128), "ASCII only");
  }

  @Test
  void linkedFilesCountOnce(@TempDir Path other) throws Exception {
    SampleRun run = new SampleRun(other.resolve("real"));
    run.scores("vit-random", SplitBy.STAR, 0.5);
    Path staged = Files.createDirectories(other.resolve("staged"));
    Files.createSymbolicLink(staged.resolve("first"), other.resolve("real/scores"));
    Files.createSymbolicLink(staged.resolve("second"), other.resolve("real/scores"));
    ReportFixture linked = ReportFixture.report(staged, other.resolve("page.html"));
    assertEquals(0, linked.exitCode(), linked.err());
    assertTrue(linked.out().contains(": 1 scores"), linked.out());
  }

  @Test
  void scoresWithoutSeedAreRead(@TempDir Path other) {
    Scores scores = new SampleRun(other).scores("pixels", SplitBy.STAR, 0.5);
    Scores seedless =
        Scores.of(
            "pixels",
            SplitBy.STAR,
            scores.trainingRows(),
            SampleRun.TRAINING_LOG_MASSES,
            SampleRun.predictions("pixels", SplitBy.STAR, 0.5),
            1,
            Provenance.of("protomass regress", null));
    Json.write(other.resolve("scores/pixels-star.scores.json"), seedless);
    ReportFixture run = ReportFixture.report(other, other.resolve("page.html"));
    assertEquals(0, run.exitCode(), run.err());
  }

  private boolean isMissing(Element paragraph) {
    return paragraph.getAttribute("class").equals("missing");
  }

  private static String withMinus(String text) {
    return text.replace('-', '−');
  }

  private static String cell(String number, double value, Scores.Interval interval) {
    String format = number + number + " to " + number;
    return withMinus(String.format(Locale.ROOT, format, value, interval.lower(), interval.upper()));
  }

  private static List<Element> figures() {
    return all("svg").stream().filter(svg -> svg.getAttribute("role").equals("img")).toList();
  }

  private static List<List<String>> tableRows() {
    Element table =
        all("table").stream()
            .filter(element -> element.getAttribute("class").equals("scores"))
            .findFirst()
            .orElseThrow();
    List<List<String>> rows = new ArrayList<>();
    for (Element row : elements(table.getElementsByTagName("tr"))) {
      List<String> cells = new ArrayList<>();
      for (Element cell : elements(row.getChildNodes())) {
        cells.add(cell.getTextContent().strip());
      }
      rows.add(cells);
    }
    return rows;
  }

  private static List<Element> all(String tag) {
    return elements(document.getElementsByTagName(tag));
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static Document parse(String html) throws Exception {
    // The page is also well-formed XML: an unclosed element or a stray "<" fails here.
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }
}
