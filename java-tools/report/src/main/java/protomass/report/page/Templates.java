package protomass.report.page;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Fills the templates among the resources of this package and of the sections'. */
final class Templates {
  private final Configuration configuration;

  Templates() {
    configuration = new Configuration(Configuration.VERSION_2_3_34);
    // By an absolute name: a jar has no folder above.
    configuration.setClassLoaderForTemplateLoading(
        Templates.class.getClassLoader(), "protomass/report");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
  }

  /**
   * The text of a template.
   *
   * @param name such as {@code "section/summary.ftlh"}
   */
  String fill(String name, Map<String, Object> content) {
    StringWriter text = new StringWriter();
    try {
      configuration.getTemplate(name).process(content, text);
    } catch (IOException | TemplateException failure) {
      throw new IllegalStateException("the template " + name + " fails: " + failure, failure);
    }
    return text.toString();
  }
}
