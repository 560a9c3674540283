package protomass.nextflow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nextflow.Session;
import nextflow.exception.AbortOperationException;
import nextflow.trace.TraceObserverFactoryV2;
import nextflow.trace.TraceObserverV2;

/**
 * Where Nextflow lets a plugin into a run, before the script is read: parameters are checked here,
 * because what an observer throws later does not end a run.
 */
public final class RunObserverFactory implements TraceObserverFactoryV2 {
  /** Parameters that say how many tasks a stage of Protomass' pipeline will have. */
  private static final Map<String, String> TASKS_BY_PARAMETER =
      Map.of("FLAME", "shards", TrainingMetrics.STAGE, "segments");

  @Override
  public Collection<TraceObserverV2> create(Session session) {
    Map<?, ?> configuration = session.getConfig();
    Settings settings = Settings.of(System.getenv());
    Map<?, ?> parameters =
        configuration.get("params") instanceof Map<?, ?> given ? given : Map.of();
    if (settings.checksParameters()) {
      String faults = ParameterFaults.in(parameters, session.getBaseDir());
      if (faults != null) {
        throw new AbortOperationException(faults);
      }
    }
    if (session.isPreview()) {
      return List.of();
    }
    RunLedger ledger = new RunLedger(expected(parameters), System::currentTimeMillis);
    return List.of(new RunObserver(ledger, settings.progressInterval()));
  }

  private static Map<String, Integer> expected(Map<?, ?> parameters) {
    Map<String, Integer> expected = new LinkedHashMap<>();
    TASKS_BY_PARAMETER.forEach(
        (stage, parameter) -> {
          if (parameters.get(parameter) instanceof Number count) {
            expected.put(stage, count.intValue());
          }
        });
    return expected;
  }
}
