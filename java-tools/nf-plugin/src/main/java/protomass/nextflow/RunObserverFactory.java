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
  @Override
  public Collection<TraceObserverV2> create(Session session) {
    Map<?, ?> configuration = session.getConfig();
    Settings settings = Settings.of(System.getenv());
    Map<?, ?> parameters =
        configuration.get("params") instanceof Map<?, ?> given ? given : Map.of();
    if (asked(parameters.get("help")) || asked(parameters.get("version"))) {
      // The script answers and ends.
      return List.of();
    }
    if (settings.checksParameters()) {
      String faults = SchemaCheck.faults(parameters, session.getBaseDir());
      if (faults != null) {
        SchemaCheck.forget(session.getRunName());
        throw new AbortOperationException(faults);
      }
    }
    if (session.isPreview()) {
      return List.of();
    }
    Map<?, ?> typed = SchemaCheck.typed(parameters, session.getBaseDir());
    RunLedger ledger = new RunLedger(expected(typed), System::currentTimeMillis);
    return List.of(new RunObserver(ledger, settings.progressInterval()));
  }

  private static boolean asked(Object question) {
    return question != null && !question.toString().equals("false");
  }

  /** How many tasks the parameters of Protomass' pipeline foresee. */
  private static Map<String, Integer> expected(Map<?, ?> parameters) {
    Map<String, Integer> expected = new LinkedHashMap<>();
    if (parameters.get("segments") instanceof Number segments) {
      expected.put(TrainingMetrics.STAGE, segments.intValue());
    }
    if (parameters.get("shards") instanceof Number shards
        && parameters.get("shards_per_task") instanceof Number perTask
        && perTask.intValue() > 0) {
      int atOnce = perTask.intValue();
      expected.put("FLAME", (shards.intValue() + atOnce - 1) / atOnce);
    }
    return expected;
  }
}
