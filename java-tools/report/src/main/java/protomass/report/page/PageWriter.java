package protomass.report.page;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import protomass.core.file.AtomicOutput;

/** Sets the page as HTML that is also well-formed XML. */
public final class PageWriter {
  private static final String TEMPLATE = "report.ftlh";

  private PageWriter() {}

  /** Writes the page atomically. */
  public static void write(Path target, Page page) {
    // Half of a surrogate pair, which an input may hold, becomes a question mark.
    byte[] html = html(page).getBytes(StandardCharsets.UTF_8);
    AtomicOutput.file(target, temporary -> Files.write(temporary, html));
  }

  /** The page as text. */
  static String html(Page page) {
    StringWriter text = new StringWriter();
    try {
      configuration().getTemplate(TEMPLATE).process(Map.of("page", page), text);
    } catch (IOException | TemplateException failure) {
      throw new IllegalStateException("the page's template fails: " + failure, failure);
    }
    return text.toString();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(PageWriter.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    return configuration;
  }
}
