package protomass.nextflow;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Holds parameters against the nextflow_schema.json of a pipeline, by the very class that
 * Protomass' own pipeline uses without the plugin: lib/ParameterCheck.groovy, compiled into the
 * plugin. It stands in no package, hence the reflection.
 */
final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * All faults as one message for a person, or null when there are none or the pipeline has no
   * schema.
   *
   * @param parameters by name, as Nextflow hands them on
   * @param pipeline the folder of the pipeline's script
   */
  static String faults(Map<?, ?> parameters, Path pipeline) {
    return hasSchema(pipeline) ? (String) ask("faults", parameters, pipeline) : null;
  }

  /**
   * The parameters with texts converted to what the schema says they are, where that can be done.
   *
   * @param parameters by name, as Nextflow hands them on; numbers from a command line may be texts
   * @param pipeline the folder of the pipeline's script; without a schema nothing is converted
   */
  static Map<?, ?> typed(Map<?, ?> parameters, Path pipeline) {
    return hasSchema(pipeline) ? (Map<?, ?>) ask("typed", parameters, pipeline) : parameters;
  }

  private static boolean hasSchema(Path pipeline) {
    return Files.isRegularFile(pipeline.resolve("nextflow_schema.json"));
  }

  /**
   * Takes a run that is refused out of Nextflow's history, whose newest run -resume goes on with.
   */
  static void forget(String runName) {
    try {
      Class.forName("Sessions").getMethod("forget", String.class).invoke(null, runName);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("the plugin was built without Sessions", failure);
    }
  }

  private static Object ask(String method, Map<?, ?> parameters, Path pipeline) {
    try {
      return Class.forName("ParameterCheck")
          .getMethod(method, Map.class, Object.class)
          .invoke(null, parameters, pipeline);
    } catch (InvocationTargetException failure) {
      throw new IllegalStateException(
          "nextflow_schema.json of " + pipeline + " cannot be used: " + failure.getCause(),
          failure);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("the plugin was built without ParameterCheck", failure);
    }
  }
}
