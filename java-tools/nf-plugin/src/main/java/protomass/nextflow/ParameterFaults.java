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
final class ParameterFaults {
  private ParameterFaults() {}

  /**
   * All faults as one message for a person, or null when there are none or the pipeline has no
   * schema.
   *
   * @param parameters by name, as Nextflow hands them on
   * @param pipeline the folder of the pipeline's script
   */
  static String in(Map<?, ?> parameters, Path pipeline) {
    if (!Files.isRegularFile(pipeline.resolve("nextflow_schema.json"))) {
      return null;
    }
    try {
      return (String)
          Class.forName("ParameterCheck")
              .getMethod("faults", Map.class, Object.class)
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
