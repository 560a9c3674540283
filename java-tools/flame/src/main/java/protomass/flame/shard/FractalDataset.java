package protomass.flame.shard;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import protomass.core.error.BadInputException;
import protomass.core.error.UsageException;
import protomass.core.file.Checksum;

/** The images of several shards as one sequence, in the order of the shards' names. Thread-safe. */
public final class FractalDataset implements FractalSource {
  private final List<FractalShard> shards;

  /** Per shard the number of images in the shards before it; one more entry for the total. */
  private final long[] starts;

  private FractalDataset(List<FractalShard> shards) {
    this.shards = List.copyOf(shards);
    this.starts = new long[shards.size() + 1];
    for (int i = 0; i < shards.size(); i++) {
      starts[i + 1] = starts[i] + shards.get(i).count();
    }
  }

  /**
   * Opens shards, in any order.
   *
   * @param tars the shards' files; each has its manifest beside it
   * @throws UsageException when there is none
   * @throws BadInputException when one cannot be used, or is of another image size than the first
   */
  public static FractalDataset open(Collection<Path> tars) {
    if (tars.isEmpty()) {
      throw new UsageException(
          "no fractal shard is given", "name at least one .tar that 'protomass flame' wrote");
    }
    List<FractalShard> shards = new ArrayList<>();
    for (Path tar : tars.stream().sorted(byName()).toList()) {
      FractalShard shard = FractalShard.open(tar);
      if (!shards.isEmpty() && shard.imageSize() != shards.getFirst().imageSize()) {
        throw new BadInputException(
            tar,
            "holds images of %d px, %s of %d px"
                .formatted(
                    shard.imageSize(),
                    shards.getFirst().path().getFileName(),
                    shards.getFirst().imageSize()),
            "give shards of one --size");
      }
      shards.add(shard);
    }
    return new FractalDataset(shards);
  }

  @Override
  public long size() {
    return starts[shards.size()];
  }

  @Override
  public int imageSize() {
    return shards.getFirst().imageSize();
  }

  /** The shards in the order of their images. */
  public List<FractalShard> shards() {
    return shards;
  }

  @Override
  public byte[] rgb(long index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("image " + index + " of " + size());
    }
    int found = Arrays.binarySearch(starts, index);
    int shard = found >= 0 ? found : -found - 2;
    return shards.get(shard).rgb((int) (index - starts[shard]));
  }

  /**
   * A checksum of all manifests: of the names and pixels of all images in order, but not of command
   * lines or paths. The same shards give the same value wherever they lie.
   */
  @Override
  public String manifestHash() {
    StringBuilder contents = new StringBuilder();
    for (FractalShard shard : shards) {
      contents.append(shard.contentSha256()).append('\n');
    }
    return Checksum.sha256(contents.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The first shard and how many there are. */
  @Override
  public String name() {
    Path first = shards.getFirst().path();
    int more = shards.size() - 1;
    return more == 0 ? first.toString() : first + " and " + more + " more";
  }

  private static Comparator<Path> byName() {
    return Comparator.comparing((Path path) -> String.valueOf(path.getFileName()))
        .thenComparing(Comparator.naturalOrder());
  }
}
