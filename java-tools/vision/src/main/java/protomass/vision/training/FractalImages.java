package protomass.vision.training;

import java.nio.file.Path;
import java.util.List;
import protomass.core.file.FilePatterns;
import protomass.flame.shard.FractalDataset;
import protomass.vision.augmentation.ImageSource;

/** The fractals of some shards as pretraining reads them. */
record FractalImages(FractalDataset dataset, String hash) implements ImageSource {
  /**
   * Opens the shards that a user names.
   *
   * @param shards paths or patterns
   */
  static FractalImages open(List<String> shards) {
    List<Path> tars = FilePatterns.find("--shards", shards);
    FractalDataset dataset = FractalDataset.open(tars);
    return new FractalImages(dataset, dataset.manifestHash());
  }

  /** The first shard and how many there are, for messages. */
  String name() {
    Path first = dataset.shards().getFirst().path();
    int more = dataset.shards().size() - 1;
    return more == 0 ? first.toString() : first + " and " + more + " more";
  }

  @Override
  public long count() {
    return dataset.size();
  }

  @Override
  public int side() {
    return dataset.imageSize();
  }

  @Override
  public byte[] rgb(long index) {
    return dataset.rgb(index);
  }
}
