package protomass.snapshot.projection;

import protomass.snapshot.CellBlock;

/** Adds cells to the map of one view. */
sealed interface ViewProjection permits AlignedProjection, ObliqueProjection {
  /** Adds every cell of the block, as far as it lies in the view. */
  void add(CellBlock block);
}
