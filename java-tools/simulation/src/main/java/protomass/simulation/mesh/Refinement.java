package protomass.simulation.mesh;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Adapts a mesh: makes blocks where criteria want them and around those, so that no two levels meet
 * that are not next to each other, and drops blocks that nobody wants.
 */
public final class Refinement {
  private final Mesh mesh;
  private final Workers workers;
  private final CoarseState coarse = new CoarseState(Block.SIDE);

  public Refinement(Mesh mesh, Workers workers) {
    this.mesh = mesh;
    this.workers = workers;
  }

  /**
   * Adapts the mesh to criteria. New cells are interpolated from coarser ones; what they hold is
   * conserved.
   *
   * @param beforeFiner called for each level, the coarsest first, once it stands and before the
   *     next is made from it, to fill the ghosts of its potential
   * @return whether the mesh changed
   */
  public boolean adapt(List<RefinementCriterion> criteria, IntConsumer beforeFiner) {
    List<Set<Long>> wanted = wanted(criteria);
    balance(wanted);
    if (isAsWanted(wanted)) {
      return false;
    }
    beforeFiner.accept(0);
    for (int level = 1; level <= mesh.maximumLevel(); level++) {
      replace(level, wanted.get(level));
      beforeFiner.accept(level);
    }
    mesh.finishLinks();
    return true;
  }

  /** Places by level that criteria want. */
  private List<Set<Long>> wanted(List<RefinementCriterion> criteria) {
    List<Set<Long>> wanted = new ArrayList<>();
    wanted.add(Set.of());
    for (int level = 0; level < mesh.maximumLevel(); level++) {
      List<Block> blocks = mesh.level(level);
      byte[] octants = new byte[blocks.size()];
      List<Integer> numbers = IntStream.range(0, octants.length).boxed().toList();
      workers.forAll(
          numbers,
          number -> {
            int bits = 0;
            for (RefinementCriterion criterion : criteria) {
              bits |= criterion.wantedOctants(blocks.get(number));
            }
            octants[number] = (byte) bits;
          });
      wanted.add(places(blocks, octants));
    }
    return wanted;
  }

  private static Set<Long> places(List<Block> blocks, byte[] octants) {
    Set<Long> places = new HashSet<>();
    for (int i = 0; i < octants.length; i++) {
      Block block = blocks.get(i);
      for (int octant = 0; octant < 8; octant++) {
        if ((octants[i] >> octant & 1) != 0) {
          places.add(
              Morton.key(
                  2 * block.x + (octant & 1),
                  2 * block.y + ((octant >> 1) & 1),
                  2 * block.z + (octant >> 2)));
        }
      }
    }
    return places;
  }

  /** Around each place the next coarser level must exist in all 26 directions. */
  private void balance(List<Set<Long>> wanted) {
    for (int level = mesh.maximumLevel(); level > 1; level--) {
      Set<Long> coarser = wanted.get(level - 1);
      for (long key : wanted.get(level)) {
        for (int direction = 0; direction < 27; direction++) {
          int x = Math.floorMod(Morton.x(key) + direction % 3 - 1, mesh.blocksAlong(0, level));
          int y = Math.floorMod(Morton.y(key) + direction / 3 % 3 - 1, mesh.blocksAlong(1, level));
          int z = Math.floorMod(Morton.z(key) + direction / 9 - 1, mesh.blocksAlong(2, level));
          coarser.add(Morton.key(x >> 1, y >> 1, z >> 1));
        }
      }
    }
  }

  private boolean isAsWanted(List<Set<Long>> wanted) {
    for (int level = 1; level <= mesh.maximumLevel(); level++) {
      if (!mesh.places(level).keySet().equals(wanted.get(level))) {
        return false;
      }
    }
    return true;
  }

  private void replace(int level, Set<Long> wanted) {
    Map<Long, Block> old = mesh.places(level);
    List<Block> blocks =
        wanted.stream()
            .sorted()
            .map(
                key -> {
                  Block kept = old.get(key);
                  return kept != null ? kept : prolong(Mesh.newBlock(level, key));
                })
            .toList();
    mesh.replaceLevel(level, blocks);
  }

  private Block prolong(Block block) {
    block.parent = mesh.find(block.level - 1, block.x >> 1, block.y >> 1, block.z >> 1);
    coarse.gather(block);
    coarse.prolong(
        0,
        0,
        0,
        Block.HALF,
        Block.HALF,
        Block.HALF,
        new CoarseState.Target(block.state, 0, Block.SIDE, Block.SIDE * Block.SIDE, Block.CELLS));
    PotentialProlongation.add(block, block.parent.potential, 0);
    return block;
  }
}
