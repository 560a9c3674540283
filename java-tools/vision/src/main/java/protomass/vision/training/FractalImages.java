package protomass.vision.training;

import java.util.List;
import protomass.core.error.UsageException;
import protomass.core.file.FilePatterns;
import protomass.flame.shard.FractalDataset;
import protomass.flame.shard.FractalSource;
import protomass.flame.shard.FractalStream;
import protomass.vision.augmentation.ImageSource;

/** Fractals as pretraining reads them: from shards, or rendered when they are wanted. */
record FractalImages(FractalSource source) implements ImageSource {
  /**
   * Opens what a user names.
   *
   * @param shards paths or patterns, or null
   * @param stream a description such as {@code stream:seed=7,count=100000}, or null
   * @throws UsageException unless one of the two is given
   */
  static FractalImages open(List<String> shards, String stream) {
    if ((shards == null) == (stream == null)) {
      throw new UsageException(
          shards == null
              ? "neither --shards nor --fractals is given"
              : "--shards and --fractals exclude each other",
          "give one of them");
    }
    if (shards != null) {
      return new FractalImages(FractalDataset.open(FilePatterns.find("--shards", shards)));
    }
    if (!FractalStream.isDescription(stream)) {
      throw new UsageException(
          "--fractals '" + stream + "' is no stream",
          "write it as stream:seed=7,count=100000, or name files by --shards");
    }
    return new FractalImages(FractalStream.parse(stream));
  }

  /** A hash of all that the images depend on. */
  String hash() {
    return source.manifestHash();
  }

  /** What the images are, for messages. */
  String name() {
    return source.name();
  }

  @Override
  public long count() {
    return source.size();
  }

  @Override
  public int side() {
    return source.imageSize();
  }

  @Override
  public byte[] rgb(long index) {
    return source.rgb(index);
  }
}
