package protomass.snapshot.projection;

import java.util.OptionalDouble;
import protomass.snapshot.CellBlock;

/** Adds cells to the map of one view. */
sealed interface ViewProjection permits AlignedProjection, ObliqueProjection {
  /** Adds every cell of the block, as far as it lies in the view. */
  void add(CellBlock block);

  /** Floating-point operations so far; nothing where they are not counted. */
  OptionalDouble operations();
}
