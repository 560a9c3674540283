package protomass.vision.resnet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import protomass.core.catalogue.Normalisation.MassRange;
import protomass.core.error.UsageException;
import protomass.core.progress.Progress;

/**
 * A ResNet-18 that predicts stellar masses from normalised maps. The network works on log10(mass /
 * Msun) with the training rows' mean and standard deviation taken out.
 */
final class MassNetwork implements AutoCloseable {
  private final ResNet18 network;
  private final MassRange range;
  private final CachedMaps maps;

  MassNetwork(ResNet18 network, MassRange range, CachedMaps maps) {
    this.network = network;
    this.range = range;
    this.maps = maps;
  }

  /**
   * Trains on rows of the catalogue.
   *
   * @param logMasses log10(mass / Msun) of all rows of the catalogue
   * @param progress counts maps
   * @return the mean loss of the last epoch, in units of the masses' variance
   * @throws UsageException when the loss is not finite
   */
  double train(int[] rows, double[] logMasses, TrainingPlan plan, Progress progress) {
    LearningRateSchedule schedule = plan.schedule(rows.length);
    long step = 0;
    double epochLoss = Double.NaN;
    for (int epoch = 0; epoch < plan.epochs(); epoch++) {
      double sum = 0;
      for (int[] places : Batches.of(rows.length, plan.batchSize(), plan.seed(), epoch)) {
        int[] batchRows = Arrays.stream(places).map(place -> rows[place]).toArray();
        double rate = schedule.at(step++);
        float loss =
            network.train(batch(batchRows, logMasses, plan, epoch), rate, plan.weightDecay());
        if (!Float.isFinite(loss)) {
          throw new UsageException(
              "--learning-rate %s: the loss is %s in epoch %d, step %d"
                  .formatted(plan.learningRate(), loss, epoch + 1, step),
              "lower it or raise --warm-up-epochs");
        }
        sum += (double) loss * batchRows.length;
        progress.note(String.format(Locale.ROOT, "epoch %d, loss %.4f", epoch + 1, loss));
        progress.advance(batchRows.length);
      }
      epochLoss = sum / rows.length;
    }
    return epochLoss;
  }

  /**
   * Predicts log10(mass / Msun) in evaluation mode.
   *
   * @param batchSize maps at a time
   * @param progress counts maps
   */
  double[] predict(int[] rows, int batchSize, Progress progress) {
    double[] predicted = new double[rows.length];
    for (int from = 0; from < rows.length; from += batchSize) {
      int[] batchRows = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + batchSize));
      List<float[]> images = Arrays.stream(batchRows).mapToObj(maps::map).toList();
      float[] outputs = network.predict(joined(images), batchRows.length, maps.size());
      for (int i = 0; i < outputs.length; i++) {
        predicted[from + i] = range.meanLogMass() + range.standardDeviation() * outputs[i];
      }
      progress.advance(batchRows.length);
    }
    return predicted;
  }

  @Override
  public void close() {
    network.close();
  }

  private ResNet18.Batch batch(int[] rows, double[] logMasses, TrainingPlan plan, int epoch) {
    float[] targets = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      targets[i] = (float) ((logMasses[rows[i]] - range.meanLogMass()) / range.standardDeviation());
    }
    List<float[]> images =
        Arrays.stream(rows).mapToObj(row -> trainingMap(row, plan, epoch)).toList();
    return new ResNet18.Batch(joined(images), targets, maps.size());
  }

  private float[] trainingMap(int row, TrainingPlan plan, int epoch) {
    float[] map = maps.map(row);
    return plan.flips() ? Flips.apply(map, maps.size(), plan.seed(), epoch, row) : map;
  }

  private float[] joined(List<float[]> images) {
    float[] joined = new float[images.size() * maps.valuesPerMap()];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, joined, i * maps.valuesPerMap(), maps.valuesPerMap());
    }
    return joined;
  }
}
