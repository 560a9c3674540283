package protomass.vision.segmentation;

import java.util.ArrayList;
import java.util.List;
import protomass.core.artefact.Segmentation.Correlations;

/**
 * What components stand for: their correlations with the gas, which also choose their signs. A
 * direction has no sign of its own; here each component grows with the column density, so that dark
 * is thin gas in the pictures of every encoder.
 *
 * @param components the components with their signs
 * @param correlations one per component
 */
record ComponentMeaning(PrincipalComponents components, List<Correlations> correlations) {
  ComponentMeaning {
    correlations = List.copyOf(correlations);
  }

  /** Measures components on the tokens that they were fitted to. */
  static ComponentMeaning of(PrincipalComponents fitted, TokenSample sample) {
    double[][] projected = fitted.project(sample.values());
    boolean[] turned = new boolean[projected.length];
    List<Correlations> correlations = new ArrayList<>();
    for (int k = 0; k < projected.length; k++) {
      double[] r = new double[TokenGas.QUANTITIES];
      for (int quantity = 0; quantity < r.length; quantity++) {
        r[quantity] = correlation(projected[k], sample.gas()[quantity]);
      }
      // Without a correlation the rule of the fit stands.
      turned[k] = r[0] < 0;
      int sign = turned[k] ? -1 : 1;
      correlations.add(new Correlations(sign * r[0], sign * r[1], sign * r[2], sign * r[3]));
    }
    return new ComponentMeaning(fitted.turned(turned), correlations);
  }

  /** Pearson's correlation over the pairs that are finite; NaN where one of the two is constant. */
  static double correlation(double[] first, double[] second) {
    double meanFirst = 0;
    double meanSecond = 0;
    int count = 0;
    for (int i = 0; i < first.length; i++) {
      if (Double.isFinite(first[i] + second[i])) {
        count++;
        meanFirst += (first[i] - meanFirst) / count;
        meanSecond += (second[i] - meanSecond) / count;
      }
    }
    double firsts = 0;
    double seconds = 0;
    double products = 0;
    for (int i = 0; i < first.length; i++) {
      if (Double.isFinite(first[i] + second[i])) {
        double a = first[i] - meanFirst;
        double b = second[i] - meanSecond;
        firsts += a * a;
        seconds += b * b;
        products += a * b;
      }
    }
    return firsts > 0 && seconds > 0 ? products / Math.sqrt(firsts * seconds) : Double.NaN;
  }
}
