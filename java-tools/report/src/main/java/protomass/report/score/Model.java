package protomass.report.score;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import protomass.core.artefact.ModelNames;

/**
 * A model as the page speaks of it.
 *
 * @param key the key in files, such as {@code vit-pretrained}
 * @param family the group of columns of the table in which it stands
 * @param column its heading below the family's, such as {@code Pretrained}
 * @param name its name where it stands alone, such as {@code ViT, pretrained}
 * @param phrase its name inside a sentence, such as {@code the pretrained ViT}
 * @param order its place in tables and figures
 */
public record Model(String key, Family family, String column, String name, String phrase, int order)
    implements Comparable<Model> {
  /** Groups of columns, in the order of the table. */
  public enum Family {
    RESNET("ResNet-18"),
    VIT("ViT (DINOv2) + k-NN"),
    CONTROL("Controls + k-NN"),
    OTHER("Other models");

    private final String title;

    Family(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  public static final Model RESNET_UNTRAINED =
      new Model(
          ModelNames.RESNET_UNTRAINED,
          Family.RESNET,
          "Untrained",
          "ResNet-18, untrained",
          "the untrained ResNet-18",
          0);
  public static final Model RESNET_TRAINED =
      new Model(
          ModelNames.RESNET_TRAINED,
          Family.RESNET,
          "Trained",
          "ResNet-18, trained",
          "the trained ResNet-18",
          1);
  public static final Model VIT_RANDOM =
      new Model(ModelNames.VIT_RANDOM, Family.VIT, "Random", "ViT, random", "the random ViT", 2);
  public static final Model VIT_RANDOM_WHITENED =
      new Model(
          ModelNames.VIT_RANDOM_WHITENED,
          Family.VIT,
          "Random, whitened",
          "ViT, random, whitened",
          "the random ViT with whitening",
          3);
  public static final Model VIT_PRETRAINED =
      new Model(
          ModelNames.VIT_PRETRAINED,
          Family.VIT,
          "Pretrained",
          "ViT, pretrained",
          "the pretrained ViT",
          4);
  public static final Model VIT_PRETRAINED_WHITENED =
      new Model(
          ModelNames.VIT_PRETRAINED_WHITENED,
          Family.VIT,
          "Pretrained, whitened",
          "ViT, pretrained, whitened",
          "the pretrained ViT with whitening",
          5);
  public static final Model PIXELS =
      new Model(ModelNames.PIXELS, Family.CONTROL, "Pixels", "Pixels", "the raw pixels", 6);
  public static final Model PIXELS_WHITENED =
      new Model(
          ModelNames.PIXELS_WHITENED,
          Family.CONTROL,
          "Pixels, whitened",
          "Pixels, whitened",
          "the whitened pixels",
          7);
  public static final Model MEAN_COLUMN_DENSITY =
      new Model(
          ModelNames.MEAN_COLUMN_DENSITY,
          Family.CONTROL,
          "Mean column density",
          "Mean column density",
          "the mean column density alone",
          8);

  /** All models that the pipeline makes, in the order of the table. */
  public static final List<Model> KNOWN =
      List.of(
          RESNET_UNTRAINED,
          RESNET_TRAINED,
          VIT_RANDOM,
          VIT_RANDOM_WHITENED,
          VIT_PRETRAINED,
          VIT_PRETRAINED_WHITENED,
          PIXELS,
          PIXELS_WHITENED,
          MEAN_COLUMN_DENSITY);

  /** The pretrained encoder where it sees one channel; never scored. */
  public static final List<Model> OF_ONE_CHANNEL =
      List.of(
          ofOneChannel("column-density", "column density", 9),
          ofOneChannel("velocity", "velocity", 10),
          ofOneChannel("dispersion", "dispersion", 11));

  private static final Map<String, Model> BY_KEY = new LinkedHashMap<>();

  static {
    KNOWN.forEach(model -> BY_KEY.put(model.key(), model));
    OF_ONE_CHANNEL.forEach(model -> BY_KEY.put(model.key(), model));
  }

  private static Model ofOneChannel(String word, String channel, int order) {
    return new Model(
        ModelNames.whitened(ModelNames.VIT_PRETRAINED + "-" + word),
        Family.VIT,
        "Pretrained, " + channel,
        "ViT, pretrained, %s alone".formatted(channel),
        "the pretrained ViT on %s alone".formatted(channel),
        order);
  }

  /** The model of a key; one that the pipeline does not know stands under its own name. */
  public static Model of(String key) {
    Model known = BY_KEY.get(key);
    return known == null ? new Model(key, Family.OTHER, key, key, key, BY_KEY.size()) : known;
  }

  /** Whether it is an encoder pretrained on fractals. */
  public boolean isPretrained() {
    return equals(VIT_PRETRAINED) || equals(VIT_PRETRAINED_WHITENED);
  }

  public boolean isControl() {
    return family == Family.CONTROL;
  }

  @Override
  public int compareTo(Model other) {
    return Comparator.comparingInt(Model::order).thenComparing(Model::key).compare(this, other);
  }
}
